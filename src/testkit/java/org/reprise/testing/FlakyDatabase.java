package org.reprise.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Queue<String> failing = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();

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

    /** The next statement that contains {@code sql} fails, that one alone. */
    public void failOnceAt(String sql) {
        failing.add(sql);
    }

    /** The next commit of a statement that contains {@code sql} stands, and its answer is lost; in the order asked. */
    public void loseAnswerTo(String sql) {
        unanswered.add(sql);
    }

    /** Before the next statement that contains {@code sql}, somebody else does {@code work}, and ends it. */
    public void meanwhile(String sql, Runnable work) {
        meanwhile.put(sql, work);
    }

    /** Everything that it was to fail at or not to answer has come. */
    public boolean hasNothingLeftToDo() {
        return failing.isEmpty() && unanswered.isEmpty() && meanwhile.isEmpty();
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
        var asked = new StringBuilder();
        return TestPool.proxy(Connection.class, (method, arguments) -> {
            boolean commits = method.getName().equals("commit");
            boolean asks = method.getName().equals("prepareStatement");
            if (asks) {
                asked.append(arguments[0]);
                letOthersWork(arguments[0].toString());
                failIf(isNext(failing, arguments[0]), "a statement");
            }
            if (commits || asks) {
                failSometimes(method.getName());
            }
            var result = method.invoke(connection, arguments);
            if (commits) {
                boolean lost = isNext(unanswered, asked);
                asked.setLength(0);
                armed |= armsAtCommit;
                armsAtCommit = false;
                failIf(lost, "the answer to commit");
                failSometimes("the answer to commit");
            }
            return result;
        });
    }

    private void letOthersWork(String asked) {
        meanwhile.keySet().stream()
                .filter(asked::contains)
                .findAny()
                .map(meanwhile::remove)
                .ifPresent(work -> CompletableFuture.runAsync(work).join());
    }

    private static boolean isNext(Queue<String> awaited, Object asked) {
        var next = awaited.peek();
        return next != null && asked.toString().contains(next) && awaited.remove(next);
    }

    private void failSometimes(String what) throws SQLException {
        boolean fails;
        synchronized (random) {
            fails = armed && random.nextDouble() < trouble;
        }
        failIf(fails, what);
    }

    private static void failIf(boolean fails, String what) throws SQLException {
        if (fails) {
            throw new SQLException("connection lost at " + what);
        }
    }
}
