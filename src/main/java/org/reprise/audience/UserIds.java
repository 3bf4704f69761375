package org.reprise.audience;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.csv.SpreadsheetText;

/**
 * Reads user ids in every dress that still says exactly which number is meant. Spreadsheets add decimals, group digits,
 * or make text of a number; one that was rounded is refused.
 */
final class UserIds {
    /** A formula, quotation marks, and the apostrophe by which a spreadsheet knows text. */
    private static final Pattern DRESS = Pattern.compile(
            "=\\s*+(.*)|\"(.*)\"|[\u201C\u201D\u201E](.*)[\u201C\u201D]|['\u2018\u2019](.*)", Pattern.DOTALL);

    private static final int MAX_DRESSES = 5;

    /**
     * Decimals are zeros. A point or a comma groups digits for certain only where it stands twice: one with three zeros
     * behind it may be either, and is none of these.
     */
    private static final List<Pattern> EXACT = Stream.of(
                    "(\\d+)",
                    "(\\d{4,})[.,]0*",
                    "(\\d{1,3})[.,](?!000$)0*",
                    "(\\d{1,3}(?:[\\p{Zs}'\u2019]\\d{3})+)(?:[.,]0*)?",
                    "(\\d{1,3}(?:\\.\\d{3}){2,})(?:,0*)?",
                    "(\\d{1,3}(?:,\\d{3}){2,})(?:\\.0*)?")
            .map(Pattern::compile)
            .toList();

    private static final Pattern ROUNDED = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?[eE][+-]?\\d+");
    private static final Pattern NEGATIVE = Pattern.compile("-\\s*\\d[\\d.,\\p{Zs}]*");

    private UserIds() {}

    /** @throws RowRejected saying why it names nobody */
    static long read(String cell) throws RowRejected {
        var value = undressed(Text.asciiDigits(cell));
        if (value.isEmpty()) {
            throw new RowRejected(LocalizedMessage.of("import.user.missing"));
        } else if (NEGATIVE.matcher(value).matches()) {
            throw new RowRejected(LocalizedMessage.of("import.user.negative", Text.quoted(cell)));
        } else if (ROUNDED.matcher(value).matches()) {
            throw new RowRejected(LocalizedMessage.of("import.user.rounded", Text.quoted(cell)));
        }
        long id = number(value.startsWith("+") ? value.substring(1) : value);
        if (id < 1) {
            throw new RowRejected(
                    LocalizedMessage.of("import.user.number", String.valueOf(Long.MAX_VALUE), Text.quoted(cell)));
        }
        return id;
    }

    private static String undressed(String cell) {
        var value = SpreadsheetText.stripped(cell);
        for (int i = 0; i < MAX_DRESSES; i++) {
            var dress = DRESS.matcher(value);
            if (!dress.matches()) {
                break;
            }
            for (int group = 1; group <= dress.groupCount(); group++) {
                value = dress.group(group) == null ? value : SpreadsheetText.stripped(dress.group(group));
            }
        }
        return value;
    }

    /** 0 for what is none, or too large for one. */
    private static long number(String value) {
        for (var exact : EXACT) {
            var matcher = exact.matcher(value);
            if (matcher.matches()) {
                return parsed(matcher.group(1).replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    private static long parsed(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }
}
