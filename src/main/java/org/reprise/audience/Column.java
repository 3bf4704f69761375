package org.reprise.audience;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reprise.audience.csv.SpreadsheetText;

/** The columns that an import understands. */
public enum Column {
    USER_ID(64, "id", "telegramid", "chatid", "telegramuserid", "telegramchatid", "tgid", "tguserid"),
    USERNAME(64, "telegramusername"),
    FIRST_NAME(200),
    LAST_NAME(200),
    PHONE(32, "phonenumber"),
    LANGUAGE(16, "languagecode"),
    FIRST_MESSAGE_AT(64),
    LAST_MESSAGE_AT(64),
    OPTED_IN_AT(64, "optinat"),
    OPT_IN_SOURCE(200, "optedinsource");

    /** Longest value, in code points. */
    final int longest;

    private final String key;
    private final Set<String> otherKeys;

    Column(int longest, String... otherKeys) {
        this.longest = longest;
        this.key = key(name());
        this.otherKeys = Set.of(otherKeys);
    }

    /** As the documentation writes it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param title case, blanks, hyphens and the like do not matter */
    public static Optional<Column> titled(String title) {
        var key = key(title);
        return Stream.of(values()).filter(column -> column.key.equals(key)).findFirst();
    }

    /** The same, of another name that a column goes by. */
    static Optional<Column> alsoTitled(String title) {
        var key = key(title);
        return Stream.of(values())
                .filter(column -> column.otherKeys.contains(key))
                .findFirst();
    }

    /** What is compared of a title: its letters and digits, if it has any. */
    static String key(String title) {
        var lower = shown(title).toLowerCase(Locale.ROOT);
        var key = lower.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
        return key.isEmpty() ? lower : key;
    }

    /** A title as it can be shown, up to 60 characters of it. */
    static String shown(String title) {
        return Text.shortened(SpreadsheetText.value(title), 60);
    }
}
