package org.reprise.audience.csv;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text file of cells whose separator is known: the one that it declares, or the one that explains it best. */
public final class CsvFile {
    /** The likelier ones first. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** Excel's own line, such as {@code sep=;}, also in quotation marks, or with the empty cells of a wider table. */
    private static final Pattern DECLARATION =
            Pattern.compile("(?i)\\s*+\"?+sep=([^\"])\"?+(?:\\1|\\s)*+", Pattern.DOTALL);

    /** Rows that are looked at where the first one has a single cell. */
    private static final int SAMPLE = 10;

    private final TextFile text;
    private final char separator;
    private final boolean declared;

    private CsvFile(TextFile text, char separator, boolean declared) {
        this.text = text;
        this.separator = separator;
        this.declared = declared;
    }

    /** @param isKnownTitle whether a cell of the first row names a column that the caller understands */
    public static CsvFile of(TextFile text, Predicate<String> isKnownTitle) throws IOException {
        try (var reader = text.open()) {
            var first = new CsvLines(reader).next();
            var declaration = DECLARATION.matcher(first == null ? "" : first.text());
            if (declaration.matches()) {
                return new CsvFile(text, declaration.group(1).charAt(0), true);
            }
        }
        return new CsvFile(text, likeliest(text, isKnownTitle), false);
    }

    private static char likeliest(TextFile text, Predicate<String> isKnownTitle) throws IOException {
        char likeliest = SEPARATORS.get(0);
        long most = Long.MIN_VALUE;
        for (char separator : SEPARATORS) {
            long explained = explained(text, separator, isKnownTitle);
            if (explained > most) {
                likeliest = separator;
                most = explained;
            }
        }
        return likeliest;
    }

    /** Known titles count for more than any number of cells, and cells of the first row for more than any below. */
    private static long explained(TextFile text, char separator, Predicate<String> isKnownTitle) throws IOException {
        try (var rows = new CsvRows(text.open(), separator)) {
            var first = rows.next();
            if (first == null || first.fields() == null) {
                return 0;
            }
            long known = Stream.of(first.fields()).filter(isKnownTitle).count();
            int cells = first.fields().length;
            return known * 10_000_000 + (cells > 1 ? cells * 100L : rowsOfSeveral(rows));
        }
    }

    /** Digits with a comma and zeros behind it are one number: where no other row has several cells, less than none. */
    private static boolean isDecimal(String[] cells) {
        return cells.length == 2 && cells[0].matches("\\s*\\d{4,}") && cells[1].matches("0+\\s*");
    }

    private static int rowsOfSeveral(CsvRows rows) throws IOException {
        int several = 0;
        int decimals = 0;
        for (int i = 0; i < SAMPLE; i++) {
            var row = rows.next();
            if (row != null && row.fields() != null && row.fields().length > 1) {
                several++;
                decimals += isDecimal(row.fields()) ? 1 : 0;
            }
        }
        return several == decimals ? -decimals : several;
    }

    public TextFile text() {
        return text;
    }

    public char separator() {
        return separator;
    }

    /** From the first row on; the line that declares the separator is none. */
    public CsvRows rows() throws IOException {
        return rows(bytes -> {});
    }

    /** @param progress is told how many bytes were read so far */
    public CsvRows rows(LongConsumer progress) throws IOException {
        var rows = new CsvRows(text.open(progress), separator);
        if (declared) {
            rows.skipLine();
        }
        return rows;
    }
}
