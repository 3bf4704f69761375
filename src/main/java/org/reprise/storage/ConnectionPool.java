package org.reprise.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.reprise.Settings;
import org.reprise.TimerThreads;

/**
 * Keeps connections open, on threads of the container; the same on every server. One that a restarted PostgreSQL has
 * dropped is not handed out again.
 */
@ApplicationScoped
public class ConnectionPool {
    private static final Logger LOG = Logger.getLogger(ConnectionPool.class.getName());

    /** Runs, pages and clients hold one for a statement or a transaction each, never while they wait for Telegram. */
    private static final int MAX_CONNECTIONS = 24;

    /** Kept, since a logger that nobody holds forgets its level: {@link DatabaseHealth} says what is wrong, once. */
    private static final Logger POOLS_LOG = Logger.getLogger("com.zaxxer.hikari");

    @Inject
    @DatabaseThreads
    private ThreadFactory threads;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    @Inject
    private Settings settings;

    @Inject
    private DatabaseOwnership ownership;

    private HikariDataSource pool;

    @PostConstruct
    void open() {
        POOLS_LOG.setLevel(Level.SEVERE);
        var config = new HikariConfig();
        config.setPoolName("reprise");
        config.setDataSource(DatabaseByUrl.inPlace(settings.database(), ownership::hasItsFiles));
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        // the start asks for the database itself, and waits for it
        config.setInitializationFailTimeout(-1);
        config.setThreadFactory(threads);
        config.setScheduledExecutor(timer);
        pool = new HikariDataSource(config);
    }

    /** @return gives a connection, or fails when for 30 seconds all were in use or the database was out of reach */
    @Produces
    @RepriseDatabase
    public DataSource pool() {
        return pool;
    }

    /**
     * What the connections are doing at this moment; reading it waits for nobody.
     *
     * @param active handed out
     * @param idle open and free
     * @param waiting threads that wait for one
     */
    public record Use(int active, int idle, int waiting) {}

    public Use use() {
        var now = pool.getHikariPoolMXBean();
        return new Use(now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
    }

    @PreDestroy
    void close() {
        pool.close();
        LOG.info("Reprise has stopped");
    }
}
