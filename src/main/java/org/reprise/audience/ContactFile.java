package org.reprise.audience;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ImportRefused.Reason;
import org.reprise.audience.csv.CsvFile;
import org.reprise.audience.csv.CsvRows;
import org.reprise.audience.csv.TextFile;

/** A file of contacts that was read to its end once, so that it is known how it is to be read, and imports whole. */
public final class ContactFile {
    private final CsvFile csv;
    private final String[] titles;
    private final Header header;

    private ContactFile(CsvFile csv, String[] titles, ColumnMapping mapping) {
        this.csv = csv;
        this.titles = titles;
        this.header = new Header(titles, mapping);
    }

    /**
     * @param declared how somebody says that it is encoded, or null; a byte order mark knows better
     * @throws ImportRefused when it is empty, or not of its encoding
     * @throws IOException when the file cannot be read
     */
    public static ContactFile of(Path file, Charset declared, ColumnMapping mapping) throws IOException {
        var text = text(file, declared);
        var csv = CsvFile.of(text, title -> isKnown(title, mapping));
        try (var rows = csv.rows()) {
            var first = rows.next();
            if (first == null) {
                throw new ImportRefused(Reason.EMPTY, LocalizedMessage.of("import.empty"));
            } else if (first.flaw() != null) {
                throw new ImportRefused(Reason.HEADER, LocalizedMessage.of("import.header.broken", first.flaw()));
            }
            return new ContactFile(csv, first.fields(), mapping);
        }
    }

    /** The same file, where somebody says something else of its columns. */
    public ContactFile mapped(ColumnMapping mapping) {
        return new ContactFile(csv, titles, mapping);
    }

    /** @throws ImportRefused when it is not of its encoding */
    static TextFile text(Path file, Charset declared) throws IOException {
        var text = TextFile.of(file, declared);
        checkEncoding(text, declared);
        return text;
    }

    private static void checkEncoding(TextFile text, Charset declared) throws IOException {
        var format = text.formatOfNoText();
        if (format.isPresent()) {
            throw new ImportRefused(Reason.NOT_TEXT, LocalizedMessage.of("import.not-text", format.get()));
        }
        if (declared == null && text.looksLikeUtf16()) {
            throw new ImportRefused(Reason.ENCODING, LocalizedMessage.of("import.encoding.utf16"));
        }
        var malformed = text.firstMalformedLine();
        if (malformed.isPresent()) {
            boolean isSure = declared != null || text.hasMark();
            var line = String.valueOf(malformed.getAsLong());
            var name = text.charset().name();
            throw new ImportRefused(
                    Reason.ENCODING,
                    isSure
                            ? LocalizedMessage.of("import.encoding.wrong", line, name)
                            : LocalizedMessage.of("import.encoding.none", line, name));
        }
    }

    private static boolean isKnown(String title, ColumnMapping mapping) {
        return mapping.of(title).isPresent()
                || Column.titled(title).isPresent()
                || Column.alsoTitled(title).isPresent()
                || Column.perhapsTitled(title).isPresent();
    }

    /**
     * @throws ImportRefused when its first line does not say where the user ids stand, or it does not suit the options
     */
    void require(ImportOptions options) {
        header.flaw().ifPresent(flaw -> {
            throw new ImportRefused(Reason.HEADER, flaw);
        });
        if (options.mode() == ImportMode.TAG) {
            header.attributes().keySet().stream().findFirst().ifPresent(attribute -> {
                throw new ImportRefused(
                        Reason.HEADER, LocalizedMessage.of("import.tag-mode.attribute", attribute.name()));
            });
            if (header.tags().isEmpty() && options.tags().isEmpty()) {
                throw new ImportRefused(Reason.HEADER, LocalizedMessage.of("import.tag-mode.none"));
            }
        }
    }

    /** How it is read, whatever it is for. */
    public Recognition recognition() {
        return recognition(ImportMode.UPDATE);
    }

    /** How it is read. Of a file that brings tags alone, what else it holds is passed over. */
    Recognition recognition(ImportMode mode) {
        var columns = new ArrayList<Recognition.Column>();
        for (int i = 0; i < header.width(); i++) {
            columns.add(
                    new Recognition.Column(header.titles().get(i), header.at(i).orElse(null)));
        }
        return new Recognition(
                csv.text().charset().name(),
                csv.separator(),
                columns,
                header.ignored(mode),
                header.flaw().orElse(null));
    }

    /**
     * The cells of its first rows, for people to look at.
     *
     * @param most how many rows, and how many characters of a cell
     */
    public List<List<String>> firstRows(int most, int longest) throws IOException {
        var first = new ArrayList<List<String>>();
        try (var rows = rows(bytes -> {})) {
            for (var row = rows.next(); row != null && first.size() < most; row = rows.next()) {
                if (row.fields() != null) {
                    first.add(List.of(row.fields()).stream()
                            .map(cell -> Text.shortened(cell, longest))
                            .toList());
                }
            }
        }
        return first;
    }

    Path path() {
        return csv.text().path();
    }

    Header header() {
        return header;
    }

    /** Behind the header. @param progress is told how many bytes were read so far */
    CsvRows rows(LongConsumer progress) throws IOException {
        var rows = csv.rows(progress);
        rows.next();
        return rows;
    }
}
