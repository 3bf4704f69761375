package org.reprise.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import javax.sql.DataSource;

/**
 * A real database whose connections fail now and then: at a statement, before a commit, or after it, when the commit
 * stands and only its answer is lost.
 */
public final class FlakyDatabase {
    private final Random random;
    private final double trouble;
    private volatile boolean armed;
    private volatile boolean armsAtCommit;

    /** @param trouble probability of each fault, 0 to 1 */
    public FlakyDatabase(long seed, double trouble) {
        this.random = new Random(seed);
        this.trouble = trouble;
    }

    public void arm(boolean on) {
        armed = on;
    }

    /** Arms it at the next commit, which stands, before it is answered. */
    public void armAtNextCommit() {
        armsAtCommit = true;
    }

    public boolean isArmed() {
        return armed;
    }

    DataSource over(DataSource source) {
        return TestPool.proxy(DataSource.class, (method, arguments) -> {
            var result = method.invoke(source, arguments);
            return result instanceof Connection connection ? flaky(connection) : result;
        });
    }

    private Connection flaky(Connection connection) {
        return TestPool.proxy(Connection.class, (method, arguments) -> {
            boolean commits = method.getName().equals("commit");
            if (commits || method.getName().equals("prepareStatement")) {
                failSometimes(method.getName());
            }
            var result = method.invoke(connection, arguments);
            if (commits) {
                armed |= armsAtCommit;
                armsAtCommit = false;
                failSometimes("the answer to commit");
            }
            return result;
        });
    }

    private void failSometimes(String what) throws SQLException {
        boolean fails;
        synchronized (random) {
            fails = armed && random.nextDouble() < trouble;
        }
        if (fails) {
            throw new SQLException("connection lost at " + what);
        }
    }
}
