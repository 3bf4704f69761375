package org.reprise.audience;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.csv.CsvRows;
import org.reprise.audience.csv.SpreadsheetText;

/**
 * The rows that an import left out, on disk, each with its line and why: to be mended and imported again. The reasons
 * are put into words for whoever reads it.
 */
final class RejectedRows implements Closeable {
    private static final Logger LOG = Logger.getLogger(RejectedRows.class.getName());

    /** Rows that are kept; more would have the same reason. */
    static final int MAX_ROWS = 100_000;

    /** Tells spreadsheets that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final RejectedRows NOWHERE = new RejectedRows(null);

    private final CsvWriter rows;
    private int count;

    private RejectedRows(CsvWriter rows) {
        this.rows = rows;
    }

    /** For an import whose left out rows nobody wants as a file. */
    static RejectedRows nowhere() {
        return NOWHERE;
    }

    /** @param file is written anew */
    static RejectedRows to(Path file, List<String> titles) throws IOException {
        var rows = CsvWriter.builder().build(Files.newBufferedWriter(file));
        rows.writeRecord(
                Stream.concat(Stream.of("line", "reason"), titles.stream()).toList());
        return new RejectedRows(rows);
    }

    void add(CsvRows.Row row, LocalizedMessage reason) {
        if (rows != null && count++ < MAX_ROWS) {
            var cells = new ArrayList<>(List.of(String.valueOf(row.line()), reason.stored()));
            cells.addAll(row.fields() == null ? List.of() : List.of(row.fields()));
            write(cells);
        }
    }

    /** The import is worth more than the file: it goes on without, should the disk be full. */
    private void write(List<String> cells) {
        try {
            rows.writeRecord(cells);
        } catch (UncheckedIOException e) {
            count = MAX_ROWS;
            LOG.log(Level.WARNING, "Rows that an import leaves out cannot be kept for its operator", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }

    /** Copies what {@link #to} wrote, with the reasons in words, as a file that a spreadsheet can open. */
    static void copy(Path file, Function<LocalizedMessage, String> words, Writer out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder().build(out);
        try (var rows = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            boolean isHeader = true;
            for (var row : rows) {
                var cells = new ArrayList<>(row.getFields());
                if (!isHeader) {
                    cells.set(1, words.apply(LocalizedMessage.restored(cells.get(1))));
                }
                csv.writeRecord(cells.stream().map(SpreadsheetText::harmless).toList());
                isHeader = false;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        csv.flush();
    }
}
