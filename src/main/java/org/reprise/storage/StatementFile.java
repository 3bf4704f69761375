package org.reprise.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The statements of one file as they are written, without their comments. */
final class StatementFile {
    private final String file;
    private final Map<String, String> byName = new HashMap<>();

    private StatementFile(String file) {
        this.file = file;
    }

    /** @throws IllegalStateException when there is no such file, or two of its statements have one name */
    static StatementFile read(String room) {
        var statements = new StatementFile("db/sql/" + room + ".sql");
        for (String part : statements.text().split("(?m)^-- name:")) {
            var lines = part.split("\n", 2);
            if (lines.length == 2 && !lines[0].isBlank() && !lines[0].startsWith("--")) {
                statements.add(
                        lines[0].strip(),
                        lines[1].replaceAll("(?m)^\\s*--.*\n", "").strip());
            }
        }
        return statements;
    }

    private void add(String name, String sql) {
        if (byName.put(name, sql) != null) {
            throw new IllegalStateException(file + " has two statements named " + name);
        }
    }

    Map<String, String> byName() {
        return byName;
    }

    /** @throws IllegalStateException when the file has no such statement */
    String get(String name) {
        var sql = byName.get(name);
        if (sql == null) {
            throw new IllegalStateException(file + " has no statement named " + name);
        }
        return sql;
    }

    private String text() {
        try (var in = StatementFile.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("No file " + file + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
