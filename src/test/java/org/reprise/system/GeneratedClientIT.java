package org.reprise.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseServer;

/** Clients that are generated from openapi.yaml do what the existing clients do. */
class GeneratedClientIT {
    private static final Path DIRECTORY = Path.of("target", "generated-client");
    private static RepriseServer reprise;

    @BeforeAll
    static void start() {
        reprise =
                RepriseServer.start(Map.of("REPRISE_SANDBOX_REFUSED_PERCENT", "0", "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
    }

    @AfterAll
    static void stop() {
        reprise.close();
    }

    /** Its types are generated, and checked as strictly as the language can. */
    @Test
    void leadsACampaignThroughItsLifeInTypeScript() throws Exception {
        var directory = DIRECTORY.resolve("typescript");
        Files.createDirectories(directory);
        for (var file : List.of(
                Path.of("src/test/client/package.json"),
                Path.of("src/test/client/flow.ts"),
                Path.of("src/main/resources/META-INF/openapi.yaml"))) {
            Files.write(directory.resolve(file.getFileName()), Files.readAllBytes(file));
        }
        try {
            run(directory, "npm", "install", "--silent", "--no-fund", "--no-audit", "--no-package-lock");
        } catch (IOException | AssertionError e) {
            var missing = "npm and its packages cannot be had: " + e.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        run(directory, "npm", "run", "--silent", "build");
        run(directory, "node", "flow.js", reprise.baseUri().toString());
    }

    /** The build generates it, with the generator's own defaults for what is not set. */
    @Test
    void leadsACampaignThroughItsLifeInJava() throws Exception {
        var classes = Files.createDirectories(DIRECTORY.resolve("classes"));
        var sources = new ArrayList<>(List.of("src/test/client/Flow.java"));
        try (var generated = Files.walk(DIRECTORY.resolve("java/src/main/java"))) {
            generated.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(sources::add);
        }
        var path = System.getProperty("java.class.path");
        var options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", path, "-d", classes.toString()));
        options.addAll(sources);
        var said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, said, said, options.toArray(String[]::new));
        assertThat(result).as(said.toString(UTF_8)).isZero();
        run(
                DIRECTORY,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toAbsolutePath() + File.pathSeparator + path,
                "Flow",
                reprise.baseUri().toString());
    }

    private static void run(Path directory, String... command) throws Exception {
        var log = directory.resolve("log.txt").toAbsolutePath();
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", String.join(" ", command), Files.readString(log))
                .isTrue();
    }
}
