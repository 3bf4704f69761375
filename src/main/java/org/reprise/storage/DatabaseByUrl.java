package org.reprise.storage;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.reprise.Settings;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The database that {@code REPRISE_DB_URL} names, opened with the settings that make a commit durable. */
public final class DatabaseByUrl {
    private DatabaseByUrl() {}

    /** @return opens a new connection each time it is asked */
    public static DataSource of(Settings.Database settings) {
        return settings.isSqlite() ? sqlite(settings) : postgresql(settings);
    }

    /** WAL with synchronous=FULL: an acknowledged commit survived every kill -9, and readers never wait. */
    private static DataSource sqlite(Settings.Database settings) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(20_000);
        config.enforceForeignKeys(true);
        config.setCacheSize(-16_000);
        var source = new SQLiteDataSource(config);
        source.setUrl(settings.url());
        return source;
    }

    private static DataSource postgresql(Settings.Database settings) {
        var source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
            source.setPassword(settings.password());
        }
        source.setApplicationName("reprise");
        source.setTcpKeepAlive(true);
        // a rewritten batch hides which of its rows were won, whatever the URL asks for
        source.setReWriteBatchedInserts(false);
        return source;
    }
}
