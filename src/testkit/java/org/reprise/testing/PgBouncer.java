package org.reprise.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A pooler in transaction mode before a PostgreSQL server: each transaction may get another connection to it. */
public final class PgBouncer implements AutoCloseable {
    /** Fewer than Reprise opens, so that they are passed around. */
    private static final int POOL_SIZE = 6;

    private final Path directory;
    private final Process process;
    private final int port;

    private PgBouncer(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /**
     * Skips the test where Debian's {@code pgbouncer} is not installed; with {@code CI=true} that is a failure.
     *
     * @param role logs in without a password
     * @param settings further lines of its configuration
     */
    public static PgBouncer before(int postgresPort, String role, String... settings) {
        var program = program();
        try {
            var directory = Files.createTempDirectory("pgbouncer");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = FreePort.find();
            var users = Files.writeString(directory.resolve("users"), "\"" + role + "\" \"\"\n");
            var lines = new ArrayList<>(List.of(
                    "[databases]",
                    "* = host=127.0.0.1 port=" + postgresPort,
                    "[pgbouncer]",
                    "listen_addr = 127.0.0.1",
                    "listen_port = " + port,
                    "unix_socket_dir =",
                    "auth_type = trust",
                    "auth_file = " + users,
                    "pool_mode = transaction",
                    "max_client_conn = 200",
                    "default_pool_size = " + POOL_SIZE));
            lines.addAll(List.of(settings));
            var configuration = Files.write(directory.resolve("pgbouncer.ini"), lines);
            var command = new ArrayList<>(List.of(program.toString()));
            if (System.getProperty("user.name").equals("root")) {
                // it refuses to be root
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(configuration.toString());
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            var started = new PgBouncer(directory, process, port);
            TestReprise.await("PgBouncer", started::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program() {
        var program = Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("pgbouncer is not installed");
        }
        assumeTrue(program.isPresent(), "pgbouncer is not installed");
        return program.orElseThrow();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer ended: " + log());
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String database, String role) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + role;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        TestDatabase.delete(directory);
    }
}
