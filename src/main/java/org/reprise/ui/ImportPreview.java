package org.reprise.ui;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.reprise.audience.Column;
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
    private transient ContactFile file;
    private final List<ColumnChoice> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** A column of the file, and what an operator says that it holds where nobody else knows. */
    public static class ColumnChoice implements Serializable {
        private static final long serialVersionUID = 1;

        private final String title;
        private final Column known;
        private Column chosen;

        ColumnChoice(String title, Column known) {
            this.title = title;
            this.known = known;
        }

        public String getTitle() {
            return title;
        }

        /** What its name says; null: nothing that Reprise knows. */
        public Column getKnown() {
            return known;
        }

        public Column getChosen() {
            return chosen;
        }

        public void setChosen(Column chosen) {
            this.chosen = chosen;
        }
    }

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
        file.recognition().columns().forEach(column -> columns.add(new ColumnChoice(column.title(), column.holds())));
        rows.addAll(file.firstRows(ROWS, MAX_CELL_LENGTH));
    }

    /** The file as the operator says that it is to be read. */
    ContactFile file() throws IOException {
        if (file == null) {
            file = ContactFile.of(getPath(), encoding == null ? null : Charset.forName(encoding), ColumnMapping.NONE);
        }
        var mapping = new HashMap<String, Column>();
        columns.stream()
                .filter(column -> column.chosen != null)
                .forEach(column -> mapping.put(column.title, column.chosen));
        return file.mapped(new ColumnMapping(mapping));
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

    /** What a column that is not known may hold. */
    public List<Column> getFree() {
        return Stream.of(Column.values())
                .filter(each -> each.mayRepeat() || columns.stream().noneMatch(column -> column.known == each))
                .toList();
    }

    public String getEncoding() {
        return encoding;
    }

    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }
}
