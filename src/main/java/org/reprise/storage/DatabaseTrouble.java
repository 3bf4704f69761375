package org.reprise.storage;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteException;

/** What keeps the database from working, by the codes of its driver and never by its words. */
public enum DatabaseTrouble {
    FULL("full", "its disk is full", "make room on the disk that holds it"),
    LOCKED("locked", "another program holds its lock", "end the program that has it open, such as a backup or a shell"),
    READ_ONLY(
            "read-only",
            "it cannot be written to",
            "let Reprise write to its files, or name the primary server and no standby"),
    DAMAGED("damaged", "its files cannot be read or written", "look at its disk and its own log"),
    NO_ANSWER("no-answer", "it does not answer", "look whether its server is frozen, overloaded or cut off"),
    OUT_OF_REACH("out-of-reach", "it is out of reach", "look whether its server runs and can be reached"),
    REFUSED("refused", "it lets Reprise in no more", "look at its users, its passwords and its name"),
    NOT_HELD(
            "not-held",
            "another server may have it",
            "wait for some seconds; then look whether a second Reprise runs on it"),
    /** One statement failed for what others did at the same time: it may be repeated. */
    STATEMENT("statement", "it refused a statement", "look at what the log says of it"),
    /** One statement is wrong in itself: repeated, it fails again. */
    BROKEN("broken", "a statement of Reprise is wrong", "tell the makers of Reprise what the log says of it");

    /** SQLite has these in the lower byte of its codes. */
    private static final int SQLITE_PRIMARY = 0xff;

    private final String text;
    private final String words;
    private final String remedy;

    DatabaseTrouble(String text, String words, String remedy) {
        this.text = text;
        this.words = words;
        this.remedy = remedy;
    }

    /** For programs, such as {@code out-of-reach}. */
    @Override
    public String toString() {
        return text;
    }

    /** A sentence for people: what it is, and what to do. */
    public String words() {
        return "The database cannot be used: " + words + ". What to do: " + remedy + ".";
    }

    /** Whether everything that needs the database meets it, so that it is said once and not by everybody. */
    public boolean concernsEverybody() {
        return this != STATEMENT && this != BROKEN;
    }

    /** Whether it can be met by who waits for a connection, long before anything is asked of the database. */
    boolean keepsConnectionsAway() {
        return this == NO_ANSWER || this == OUT_OF_REACH || this == REFUSED;
    }

    /** Whether reads go on all the same. */
    boolean leavesReads() {
        return this == FULL || this == LOCKED || this == READ_ONLY;
    }

    /** Of a failure of the driver, or of whatever it is the cause of. */
    static DatabaseTrouble of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Ownership.NotHeld) {
                return NOT_HELD;
            } else if (cause instanceof SQLiteException sqlite) {
                return ofSqlite(sqlite.getResultCode().code & SQLITE_PRIMARY);
            } else if (cause instanceof SQLTransientConnectionException && cause.getCause() == null) {
                // the pool waited in vain, and never heard of an error
                return NO_ANSWER;
            } else if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return isSilence(sql) ? NO_ANSWER : ofPostgresql(sql);
            }
        }
        return failure instanceof JdbiException && !hasSql(failure) ? BROKEN : STATEMENT;
    }

    /** Else JDBI refused the statement before any database saw it, as when a value is missing. */
    private static boolean hasSql(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(SQLException.class::isInstance);
    }

    private static boolean isSilence(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException;
    }

    /** @see <a href="https://www.sqlite.org/rescode.html">SQLite's result codes</a> */
    private static DatabaseTrouble ofSqlite(int code) {
        return switch (code) {
            case 13 -> FULL;
            case 5, 6 -> LOCKED;
            case 3, 8 -> READ_ONLY;
            case 10, 11, 26 -> DAMAGED;
            case 14 -> OUT_OF_REACH;
            // an error of the statement, too big, constraint, wrong type, misuse, out of range
            case 1, 18, 19, 20, 21, 25 -> BROKEN;
            default -> STATEMENT;
        };
    }

    /** @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a> */
    private static DatabaseTrouble ofPostgresql(SQLException failure) {
        var state = failure.getSQLState();
        if (DatabaseByUrl.isOutOfReach(failure)) {
            return OUT_OF_REACH;
        }
        return switch (state) {
            case "53100" -> FULL;
            case "25006" -> READ_ONLY;
            case "08004", "08P01", "3D000" -> REFUSED;
            // a right that an operator has to grant
            case "42501" -> STATEMENT;
            default ->
                switch (state.substring(0, Math.min(2, state.length()))) {
                    case "28" -> REFUSED;
                    case "58", "XX" -> DAMAGED;
                    // not supported, cardinality, values, constraints, a schema, syntax, names and types
                    case "0A", "21", "22", "23", "3F", "42" -> BROKEN;
                    default -> STATEMENT;
                };
        };
    }
}
