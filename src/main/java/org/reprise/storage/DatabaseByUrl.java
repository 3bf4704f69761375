package org.reprise.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.reprise.Settings;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** The database that {@code REPRISE_DB_URL} names, opened with the settings that make a commit durable. */
public final class DatabaseByUrl {
    private static final Map<String, String> LIMITS = new TreeMap<>(
            Map.of("lock_timeout", "10s", "statement_timeout", "60s", "idle_in_transaction_session_timeout", "60s"));

    /**
     * A commit is on disk before it is acknowledged, whatever the server does for others. And a statement that waits
     * longer than that, for a lock or for its end, fails, and a run tries again: the database may be at work for
     * somebody who will never answer. Nor does it keep a campaign locked for one who went down in a transaction.
     */
    private static final String OPTIONS = "-c synchronous_commit=on" + options(LIMITS);

    private static final Logger LOG = Logger.getLogger(DatabaseByUrl.class.getName());

    /** Beyond the longest statement: the line to the database is dead, and so is what was sent over it. */
    private static final int SILENCE_SECONDS = 90;

    private static final int PROBE_MILLIS = 1_000;
    private static final int BUSY_MILLIS = 20_000;
    private static final int IMPATIENT_SECONDS = 4;

    private DatabaseByUrl() {}

    private static String options(Map<String, String> limits) {
        var options = new StringBuilder();
        limits.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        return options.toString();
    }

    /** @return opens a new connection each time it is asked */
    public static DataSource of(Settings.Database settings) {
        return settings.isSqlite() ? sqlite(settings) : limited(postgresql(settings));
    }

    /** For one small write that nobody is to wait for: it gives up within some seconds, whatever the URL says. */
    static DataSource probing(Settings.Database settings) {
        if (settings.isSqlite()) {
            return sqlite(settings, () -> true, PROBE_MILLIS);
        }
        var source = limited(postgresql(settings));
        source.setOptions(source.getOptions() + " -c lock_timeout=" + PROBE_MILLIS + " -c statement_timeout=3s");
        source.setConnectTimeout(2);
        source.setSocketTimeout(4);
        return source;
    }

    /**
     * As {@link #of}, for a server that runs: SQLite's files are opened by their path, which may name another one by
     * now.
     *
     * @param inPlace whether the files are still the ones that this server began with
     */
    static DataSource inPlace(Settings.Database settings, BooleanSupplier inPlace) {
        return settings.isSqlite() ? sqlite(settings, inPlace, BUSY_MILLIS) : of(settings);
    }

    /** For a connection that must not be waited for: it gives up within some seconds, whatever the URL says. */
    static DataSource impatient(Settings.Database settings) {
        var source = postgresql(settings);
        limited(source);
        var limit = IMPATIENT_SECONDS + "s";
        source.setOptions(source.getOptions() + options(Map.of("lock_timeout", limit, "statement_timeout", limit)));
        source.setSocketTimeout(IMPATIENT_SECONDS);
        source.setConnectTimeout(IMPATIENT_SECONDS);
        return source;
    }

    /** Changes nothing, not even a file; fails where there is no database yet. */
    static DataSource readOnly(Settings.Database settings) {
        if (!settings.isSqlite()) {
            return limited(postgresql(settings));
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        var source = new SQLiteDataSource(config);
        source.setUrl(settings.url());
        return source;
    }

    /** Statements take as long as they need. */
    static DataSource patient(Settings.Database settings) {
        return settings.isSqlite() ? sqlite(settings) : postgresql(settings);
    }

    /**
     * Refuses a PostgreSQL that acknowledges what a crash takes back, by the URL's own options or by a pooler that
     * drops ours; warns of one that never waits for its disk.
     *
     * @throws SQLException that says what to set
     */
    static void requireDurableCommits(Connection connection) throws SQLException {
        if (isOff("synchronous_commit", connection)) {
            throw new SQLException("PostgreSQL's synchronous_commit is off for Reprise: after a crash it would not know"
                    + " whom it had written to, and would write to them again. Set it to on.");
        }
        if (isOff("fsync", connection)) {
            // a server that keeps its log elsewhere may be right to
            LOG.warning("PostgreSQL's fsync is off: unless it keeps its data safe in another way, Reprise would not"
                    + " know after a crash of its machine whom it had written to, and would write to them again");
        }
    }

    /**
     * Refuses a PostgreSQL without the limits of {@link #OPTIONS}, which a pooler may have dropped: what a frozen
     * server has locked would stay locked. Limits that the URL itself sets are its operator's to choose.
     *
     * @throws SQLException that says what to set
     */
    static void requireTimeouts(Connection connection, Settings.Database database) throws SQLException {
        for (var limit : LIMITS.entrySet()) {
            if (isSetTo("0", limit.getKey(), connection) && !database.url().contains(limit.getKey())) {
                throw new SQLException("PostgreSQL has no " + limit.getKey()
                        + " for Reprise, since a pooler passes no options on. Set it for the role: alter role … set "
                        + limit.getKey() + " = '" + limit.getValue() + "'.");
            }
        }
    }

    private static boolean isOff(String setting, Connection connection) throws SQLException {
        return isSetTo("off", setting, connection);
    }

    private static boolean isSetTo(String value, String setting, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var shown = statement.executeQuery("show " + setting)) {
            shown.next();
            return shown.getString(1).equals(value);
        }
    }

    /**
     * No connection, a server that starts or stops, or one with all its places taken: later it may be in reach. Two
     * failures of their class only an operator mends: a password that is wanted and not set (08004, by the driver), and
     * options that PgBouncer does not pass on, which says 08P01 of whatever it has to say.
     */
    static boolean isOutOfReach(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (state.equals("08004")
                || state.equals("08P01") && String.valueOf(failure.getMessage()).contains("startup parameter")) {
            return false;
        }
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }

    /** WAL with synchronous=FULL: an acknowledged commit survived every kill -9, and readers never wait. */
    private static DataSource sqlite(Settings.Database settings) {
        return sqlite(settings, () -> true, BUSY_MILLIS);
    }

    private static DataSource sqlite(Settings.Database settings, BooleanSupplier inPlace, int busyMillis) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(busyMillis);
        config.enforceForeignKeys(true);
        config.setCacheSize(-16_000);
        // nobody asks for them, and the driver would look each insert through for them
        config.setGetGeneratedKeys(false);
        var source = new SQLiteDataSource(config) {
            @Override
            public SQLiteConnection getConnection(String user, String password) throws SQLException {
                require(inPlace);
                var connection = super.getConnection(user, password);
                try {
                    require(inPlace);
                    return connection;
                } catch (SQLException e) {
                    connection.close();
                    throw e;
                }
            }
        };
        source.setUrl(settings.url());
        return source;
    }

    private static void require(BooleanSupplier inPlace) throws SQLException {
        if (!inPlace.getAsBoolean()) {
            throw new SQLException("the database's file was moved, deleted or replaced");
        }
    }

    private static PGSimpleDataSource postgresql(Settings.Database settings) {
        var source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        // either of them may stand in the URL
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
        }
        if (!settings.password().isEmpty()) {
            source.setPassword(settings.password());
        }
        source.setApplicationName("reprise");
        source.setTcpKeepAlive(true);
        // a rewritten batch hides which of its rows were won, whatever the URL asks for
        source.setReWriteBatchedInserts(false);
        if (!settings.url().contains("prepareThreshold=")) {
            // a pooler gives each transaction another connection, which knows other statements by the same names; on a
            // connection of our own it costs nothing that could be measured: src/adr/0013
            source.setPrepareThreshold(0);
        }
        return source;
    }

    /** Unless the URL says otherwise: of an option that is there twice, the last one holds. */
    private static PGSimpleDataSource limited(PGSimpleDataSource source) {
        source.setOptions(source.getOptions() == null ? OPTIONS : OPTIONS + " " + source.getOptions());
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout(SILENCE_SECONDS);
        }
        return source;
    }
}
