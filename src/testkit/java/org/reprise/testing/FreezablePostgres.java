package org.reprise.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A PostgreSQL server whose processes can all be stopped, as when a machine is suspended: no connection is closed. */
public final class FreezablePostgres implements AutoCloseable {
    private final Path directory = TestDatabase.temporaryDirectory();
    private final EmbeddedPostgres server;

    public FreezablePostgres() {
        try {
            server = TestDatabase.postgresql().setDataDirectory(directory).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    public void freeze() {
        signal("STOP");
    }

    public void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            long first = Long.parseLong(
                    Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
            var processes = Stream.concat(
                    Stream.of(first),
                    ProcessHandle.of(first).orElseThrow().children().map(ProcessHandle::pid));
            for (long process : processes.toList()) {
                // one that ends meanwhile is not there any more
                new ProcessBuilder("kill", "-" + name, String.valueOf(process))
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        wake();
        server.close();
    }
}
