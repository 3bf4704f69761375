package org.reprise.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The servers that Reprise runs on: how each is started, as {@code mvn} and {@code mvn -Pwildfly} start it. */
enum TestServer {
    PAYARA {
        @Override
        List<String> arguments(int port) {
            return List.of(
                    "--class-path=" + property("payara.classpath"),
                    "Launch",
                    "--nohazelcast",
                    "--disablephonehome",
                    "--port",
                    String.valueOf(port),
                    "--contextroot",
                    "/",
                    "--deploy",
                    property("reprise.war"),
                    "--logproperties",
                    "server-config/payara/logging.properties",
                    "--prebootcommandfile",
                    "server-config/payara/preboot.txt");
        }
    },
    WILDFLY {
        @Override
        List<String> arguments(int port) {
            return List.of(
                    "-Djboss.http.port=" + port,
                    "-Djboss.management.http.port=" + FreePort.find(),
                    "--class-path=" + property("wildfly.classpath"),
                    "Launch",
                    property("reprise.war"));
        }
    };

    /** The one that the Maven profile names. */
    static final TestServer CHOSEN = valueOf(property("reprise.server"));

    private String own(String what) {
        return name().toLowerCase(Locale.ROOT) + what;
    }

    /** Options of {@code java}, as every start of this server takes them. */
    List<String> options() {
        var archive = Path.of(property(own(".classes")));
        makeUnlessThere(archive);
        return List.of("@server-config/" + own("/jvm.options"), "-XX:SharedArchiveFile=" + archive);
    }

    /** What comes after those, and after the options of a test. */
    abstract List<String> arguments(int port);

    /** By a start of its own, for all tests: with it, theirs take half as much of the processor. */
    private void makeUnlessThere(Path archive) {
        try (var lock = FileChannel.open(Path.of(archive + ".lock"), CREATE, WRITE);
                var held = lock.lock()) {
            if (!Files.exists(Path.of(archive + ".whole"))) {
                var directory = Files.createTempDirectory(archive.getParent(), "made-");
                var command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@server-config/" + own("/jvm.options"),
                        "-Djava.io.tmpdir=" + directory,
                        "-Dreprise.data.dir=" + directory.resolve("data"),
                        "-Dreprise.ends.when.ready=true",
                        "-XX:ArchiveClassesAtExit=" + archive));
                command.addAll(arguments(FreePort.find()));
                var log = directory.resolve("console.log");
                int exitCode = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
                if (exitCode != 0 || !Files.exists(archive)) {
                    throw new IllegalStateException(held + " but no archive: " + Files.readString(log));
                }
                TestDatabase.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + " is set by mvn verify");
    }
}
