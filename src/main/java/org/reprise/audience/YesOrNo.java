package org.reprise.audience;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.reprise.audience.csv.SpreadsheetText;

/** The words for yes and no that files hold, in English, German and Russian. */
final class YesOrNo {
    /** The last is the Cyrillic letter. */
    private static final Set<String> YES = Set.of("yes", "true", "1", "x", "ja", "wahr", "да", "истина", "\u0445");

    private static final Set<String> NO = Set.of("no", "false", "0", "nein", "falsch", "нет", "ложь");

    private static final Pattern DECIMAL = Pattern.compile("[01][.,]0+");

    private YesOrNo() {}

    /**
     * Empty when it is neither. Spreadsheets and databases write 1 as 1.0 where other cells of the column are empty.
     */
    static Optional<Boolean> read(String value) {
        var word = SpreadsheetText.stripped(Text.asciiDigits(value)).toLowerCase(Locale.ROOT);
        if (DECIMAL.matcher(word).matches()) {
            word = word.substring(0, 1);
        }
        return YES.contains(word) ? Optional.of(true) : NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
