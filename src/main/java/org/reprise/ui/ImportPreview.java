package org.reprise.ui;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reprise.audience.ColumnMapping;
import org.reprise.audience.ContactFile;
import org.reprise.audience.ImportRefused;
import org.reprise.audience.Recognition;

/** A file that an operator brought and has not imported yet: how it is read, and what they say of it. */
public class ImportPreview implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int ROWS = 5;
    private static final int MAX_CELL_LENGTH = 40;

    private final String fileName;
    private final String path;
    private String encoding;
    private boolean isAsked;
    /** Whether somebody said something of its columns: then each holds what is shown, and nothing is recognised. */
    private boolean isMapped;

    private transient ContactFile file;
    private final List<ColumnChoice> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    ImportPreview(String fileName, Path path) {
        this.fileName = fileName;
        this.path = path.toString();
    }

    /**
     * Reads it anew, as it is said to be encoded.
     *
     * @throws ImportRefused when it cannot be imported however it is encoded
     * @throws IOException when it is gone
     */
    void read() throws IOException {
        columns.clear();
        rows.clear();
        file = null;
        try {
            file = ContactFile.of(getPath(), encoding == null ? null : Charset.forName(encoding), ColumnMapping.NONE);
            isAsked = encoding != null;
        } catch (ImportRefused refused) {
            if (refused.reason() != ImportRefused.Reason.ENCODING) {
                throw refused;
            }
            isAsked = true;
            return;
        }
        for (var column : file.recognition().columns()) {
            columns.add(new ColumnChoice(column.title(), columns.size() + 1, column.holds()));
        }
        isMapped = false;
        rows.addAll(file.firstRows(ROWS, MAX_CELL_LENGTH));
        columns.forEach(column -> column.look(rows));
    }

    /** The file as the operator says that it is to be read. */
    ContactFile file() throws IOException {
        if (file == null) {
            file = ContactFile.of(getPath(), encoding == null ? null : Charset.forName(encoding), ColumnMapping.NONE);
        }
        return isMapped
                ? file.mapped(ColumnMapping.ofPlaces(
                        columns.stream().map(ColumnChoice::target).toList()))
                : file;
    }

    /** Somebody said what the column of that number holds: no other one holds the same then, unless several may. */
    void choose(int number) {
        var target = columns.get(number - 1).target();
        isMapped = true;
        if (target != null && !target.mayRepeat()) {
            columns.stream()
                    .filter(column -> column.getNumber() != number && target.equals(column.target()))
                    .forEach(ColumnChoice::passOver);
        }
    }

    Path getPath() {
        return Path.of(path);
    }

    public String getFileName() {
        return fileName;
    }

    /** Null while it is not known how the file is encoded. */
    public Recognition getRecognition() throws IOException {
        return isReadable() ? file().recognition() : null;
    }

    public boolean isReadable() {
        return !columns.isEmpty();
    }

    /** Whether somebody has to say how it is encoded, or had to. */
    public boolean isEncodingAsked() {
        return isAsked;
    }

    public List<ColumnChoice> getColumns() {
        return columns;
    }

    public List<List<String>> getRows() {
        return rows;
    }

    public String getEncoding() {
        return encoding;
    }

    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }
}
