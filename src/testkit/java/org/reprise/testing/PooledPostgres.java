package org.reprise.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/** A PostgreSQL server, its only role, and PgBouncer before it, set up as the README says. */
public final class PooledPostgres implements AutoCloseable {
    private static final String NAME = "reprise";

    private final EmbeddedPostgres server;
    private final PgBouncer pooler;

    private PooledPostgres(EmbeddedPostgres server, PgBouncer pooler) {
        this.server = server;
        this.pooler = pooler;
    }

    /** @param settings of the role, such as {@code lock_timeout = '10s'} */
    public static PooledPostgres start(String... settings) throws IOException, SQLException {
        var server = TestDatabase.postgresql().start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role " + NAME + " login");
            statement.execute("create database " + NAME + " owner " + NAME);
            for (var setting : settings) {
                statement.execute("alter role " + NAME + " set " + setting);
            }
        }
        try {
            return new PooledPostgres(
                    server, PgBouncer.before(server.getPort(), NAME, "ignore_startup_parameters = options"));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return server.getPort();
    }

    /** Through the pooler. */
    public String url() {
        return pooler.url(NAME, NAME);
    }

    /** Past the pooler. */
    public String directUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME + "?user=" + NAME;
    }

    @Override
    public void close() throws IOException {
        pooler.close();
        server.close();
    }
}
