package org.reprise.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The packaged WAR on its server, in a process of its own: what a newcomer runs, with ways to end it.
 *
 * <p>It listens on a free loopback port that stays the same over restarts. What it unpacks and logs lies under
 * {@code target}, so that nothing is left in the system's temporary directory even after {@link #kill9}.
 */
public final class RepriseServer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(300);

    /** A start takes less than half as much of the processor: most of its code runs once. */
    private static final List<String> HURRIED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private static final String[] AS_DEPLOYED = {"-XX:TieredStopAtLevel=4", "-XX:+BytecodeVerificationRemote"};
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final int port;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private Process process;

    private RepriseServer(int port, Map<String, String> environment, List<String> jvmOptions) {
        this.directory = newDirectory();
        this.port = port;
        this.environment = new HashMap<>(environment);
        this.jvmOptions = jvmOptions;
    }

    /**
     * A running and ready Reprise.
     *
     * @param environment on top of this process's own, such as {@code REPRISE_DATA_DIR}; the data directory is a new
     *     one unless it names one
     * @param jvmOptions such as {@code -Xmx512m}
     * @throws IllegalStateException with the log when it ends or stays silent instead
     */
    public static RepriseServer start(Map<String, String> environment, String... jvmOptions) {
        var server = launch(environment, jvmOptions);
        try {
            server.awaitReady();
        } catch (RuntimeException e) {
            server.process.destroyForcibly();
            throw e;
        }
        return server;
    }

    /** The same with no option but those of {@code server-config}: for measurements. */
    public static RepriseServer asDeployed(Map<String, String> environment) {
        return start(environment, AS_DEPLOYED);
    }

    /** As {@link #start}, without waiting for anything. */
    public static RepriseServer launch(Map<String, String> environment, String... jvmOptions) {
        return launchAt(FreePort.find(), environment, jvmOptions);
    }

    /** As {@link #launch}, at that port of loopback. */
    public static RepriseServer launchAt(int port, Map<String, String> environment, String... jvmOptions) {
        var server = new RepriseServer(port, environment, List.of(jvmOptions));
        server.run();
        return server;
    }

    /** Where it answers, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it printed, over all its restarts. */
    public Path logFile() {
        return directory.resolve("console.log");
    }

    public String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would: no hook runs, nothing is flushed. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Lets it do nothing at all, as an overloaded host or a paused virtual machine does, until {@link #wake}. */
    public void freeze() {
        signal("STOP");
    }

    public void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("there is no process " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as an operator would (SIGTERM), and waits until it has. */
    public void stop() {
        awaitStop();
    }

    /** The same. @return its exit code */
    public int awaitStop() {
        process.destroy();
        return awaitExit();
    }

    /** Its own, unless the environment names another one. */
    public Path dataDirectory() {
        return Path.of(environment.getOrDefault(
                "REPRISE_DATA_DIR", directory.resolve("data").toString()));
    }

    /** From its next start on. */
    public void set(String key, String value) {
        environment.put(key, value);
    }

    /** Starts it again, with the same port, data and settings, and waits until it is ready; it must have ended. */
    public void restart() {
        startAgain();
        awaitReady();
    }

    /** The same, without waiting for anything. */
    public void startAgain() {
        run();
    }

    /** @return its exit code */
    public int awaitExit() {
        try {
            if (process.waitFor(TIMEOUT.toSeconds(), SECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException("Reprise did not end: " + log());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, whatever it is doing, and removes its files. */
    @Override
    public void close() {
        kill9();
        TestDatabase.delete(directory);
    }

    private void run() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(TestServer.CHOSEN.options());
        command.add("-Djava.io.tmpdir=" + directory);
        command.addAll(HURRIED);
        command.addAll(jvmOptions);
        command.addAll(TestServer.CHOSEN.arguments(port));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(logFile().toFile()));
        builder.environment().put("REPRISE_DATA_DIR", dataDirectory().toString());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Reprise ended with " + process.exitValue() + ": " + log());
            }
            return statusOf("/health/ready") == 200;
        });
    }

    /** Waits until {@code condition} holds; fails with the log. */
    public void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited " + TIMEOUT + " in vain: " + log());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** @return the status of a GET, or 0 when nobody answers */
    public int statusOf(String path) {
        try {
            var request = HttpRequest.newBuilder(baseUri().resolve(path)).timeout(Duration.ofSeconds(5));
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "servers").toAbsolutePath()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
