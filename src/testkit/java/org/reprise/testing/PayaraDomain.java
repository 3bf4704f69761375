package org.reprise.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Payara Server as its distribution has it, with a domain of its own: what {@code asadmin} deploys to. It listens on
 * loopback alone and looks for no others.
 */
public final class PayaraDomain implements AutoCloseable {
    private static final String NAME = "reprise";
    private static final long PATIENCE_SECONDS = 300;

    private final Path domains;
    private final Map<String, String> environment;
    private final int port = FreePort.find();
    private final int adminPort = FreePort.find();

    private PayaraDomain(Path domains, Map<String, String> environment) {
        this.domains = domains;
        this.environment = environment;
    }

    /**
     * A running one, with nothing deployed.
     *
     * @param domains an empty directory
     * @param environment of the server, on top of this process's own
     */
    public static PayaraDomain start(Path domains, Map<String, String> environment)
            throws IOException, InterruptedException {
        var domain = new PayaraDomain(domains, environment);
        var otherPorts = Stream.of(
                        "http.ssl.port",
                        "jms.port",
                        "domain.jmxPort",
                        "orb.listener.port",
                        "orb.ssl.port",
                        "orb.mutualauth.port",
                        "osgi.shell.telnet.port",
                        "java.debugger.port")
                .map(key -> key + "=" + FreePort.find())
                .collect(joining(":"));
        domain.run(
                "create-domain",
                "--nopassword",
                "--domaindir",
                domains.toString(),
                "--adminport",
                String.valueOf(domain.adminPort),
                "--instanceport",
                String.valueOf(domain.port),
                "--domainproperties",
                otherPorts,
                NAME);
        var settings = domain.directory().resolve("domain.xml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("0.0.0.0", "127.0.0.1")
                        .replaceAll("<network-listener (?![^>]*address=)", "<network-listener address=\"127.0.0.1\" ")
                        .replace(
                                "<hazelcast-config-specific-configuration>",
                                "<hazelcast-config-specific-configuration enabled=\"false\">"));
        domain.run("start-domain", "--domaindir", domains.toString(), NAME);
        return domain;
    }

    /** Where what it deploys answers, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Lets the running server do something, such as {@code deploy}.
     *
     * @throws IllegalStateException with what it said when it did not
     */
    public void asadmin(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", String.valueOf(adminPort)));
        words.addAll(List.of(command));
        run(words.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        ProcessHandle.of(Long.parseLong(pid())).ifPresent(ProcessHandle::destroyForcibly);
        TestDatabase.delete(domains);
    }

    private String pid() throws IOException {
        return Files.readString(directory().resolve("pid")).strip();
    }

    private Path directory() {
        return domains.resolve(NAME).resolve("config");
    }

    private void run(String... command) throws IOException, InterruptedException {
        var home = Objects.requireNonNull(System.getProperty("payara.server"), "payara.server is set by mvn verify");
        var words = new ArrayList<>(List.of(home + "/bin/asadmin", "--user", "admin"));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words);
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        output(builder);
    }

    /** By a file: what a domain that was started inherits of its starter's output stays open. */
    private String output(ProcessBuilder builder) throws IOException, InterruptedException {
        var file = Files.createTempFile(domains, "asadmin", ".log");
        var process =
                builder.redirectErrorStream(true).redirectOutput(file.toFile()).start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var output = Files.readString(file);
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(builder.command() + " did not do it: " + output);
        }
        return output;
    }
}
