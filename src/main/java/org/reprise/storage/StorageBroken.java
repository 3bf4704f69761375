package org.reprise.storage;

import jakarta.ejb.ApplicationException;
import java.util.logging.Level;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/**
 * A statement of Reprise is wrong: its syntax, a table or column that is not there, or values that the database does
 * not take. It would fail again, so nobody repeats it for ever. {@link #id} stands in the log.
 *
 * <p>Holds neither the values of the statement nor what the driver says of them: they may be messages and names.
 */
@ApplicationException
public final class StorageBroken extends StorageFailed {
    private static final long serialVersionUID = 1;

    private final String id;

    private StorageBroken(String id, String words) {
        super(words, null);
        this.id = id;
    }

    static StorageBroken of(JdbiException failure) {
        // the same mistake has the same id, in all runs and on all servers
        var id = String.format("db-%08x", statement(failure).hashCode());
        var broken = new StorageBroken(id, firstLine(failure) + " (" + id + ")");
        broken.setStackTrace(failure.getStackTrace());
        return broken;
    }

    /** As it is written, without its values. */
    static String statement(JdbiException failure) {
        return failure instanceof StatementException statement && statement.getStatementContext() != null
                ? String.valueOf(statement.getStatementContext().getRawSql())
                : failure.getClass().getName();
    }

    /** Such as {@code db-1f3a9c02}: the same for every failure of the same statement. */
    public String id() {
        return id;
    }

    /** The log has it already. */
    @Override
    public Level level() {
        return Level.FINE;
    }
}
