package org.reprise.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named statements of one file under {@code db/sql}. A statement follows a line {@code -- name: claim}; the comment
 * lines between name and statement say why it is as it is.
 *
 * <p>A rule that several statements need is a statement of its own, and stands in the others as {@code <file/name>},
 * such as {@code <audience/targeted>}. It is put in when the file is read.
 */
public final class Statements {
    private static final Pattern INCLUDED = Pattern.compile("<([\\w-]+)/([\\w-]+)>");

    /** Read once, however many repositories ask for them. */
    private static final Map<String, Statements> READ = new ConcurrentHashMap<>();

    private final String room;
    private final Map<String, StatementFile> files = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();

    private Statements(String room) {
        this.room = room;
    }

    /**
     * @param room the file's name without {@code .sql}
     * @throws IllegalStateException when there is no such file, two of its statements have one name, or a statement
     *     names another one that does not exist or contains itself
     */
    public static Statements of(String room) {
        return READ.computeIfAbsent(room, Statements::read);
    }

    private static Statements read(String room) {
        var statements = new Statements(room);
        for (String name : statements.file(room).byName().keySet()) {
            statements.byName.put(name, statements.whole(name));
        }
        return statements;
    }

    private String whole(String name) {
        try {
            return whole(room, name, new ArrayDeque<>());
        } catch (IllegalStateException unknown) {
            throw new IllegalStateException(
                    "In db/sql/" + room + ".sql, statement " + name + ": " + unknown.getMessage(), unknown);
        }
    }

    /** @throws IllegalStateException when the file has no such statement */
    public String get(String name) {
        var sql = byName.get(name);
        return sql == null ? file(room).get(name) : sql;
    }

    private StatementFile file(String name) {
        return files.computeIfAbsent(name, StatementFile::read);
    }

    /** @param around the statements that it is put into, the outermost first */
    private String whole(String file, String name, Deque<String> around) {
        var path = file + "/" + name;
        if (around.contains(path)) {
            throw new IllegalStateException(path + " contains itself");
        }
        around.addLast(path);
        try {
            return INCLUDED.matcher(file(file).get(name))
                    .replaceAll(found -> Matcher.quoteReplacement(whole(found.group(1), found.group(2), around)));
        } finally {
            around.removeLast();
        }
    }
}
