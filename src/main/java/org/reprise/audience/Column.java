package org.reprise.audience;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns that an import understands; others are passed over. */
enum Column {
    USER_ID(19),
    USERNAME(64),
    FIRST_NAME(200),
    LAST_NAME(200),
    PHONE(32),
    LANGUAGE(16),
    FIRST_MESSAGE_AT(64),
    LAST_MESSAGE_AT(64),
    OPTED_IN_AT(64),
    OPT_IN_SOURCE(200, "opted_in_source");

    /** Longest value, in code points. */
    final int longest;

    private final String otherName;

    Column(int longest) {
        this(longest, null);
    }

    Column(int longest, String otherName) {
        this.longest = longest;
        this.otherName = otherName;
    }

    /** As it stands in a header; capitals and blanks around it do not matter. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Column> titled(String title) {
        var wanted = title.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(column -> wanted.equals(column.title()) || wanted.equals(column.otherName))
                .findFirst();
    }
}
