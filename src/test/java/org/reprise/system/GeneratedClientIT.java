package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reprise.testing.RepriseServer;

/** A client in TypeScript whose types are generated from openapi.yaml does what the existing clients do. */
class GeneratedClientIT {
    private static final Path DIRECTORY = Path.of("target", "generated-client");

    @Test
    void leadsACampaignThroughItsLife() throws Exception {
        build();
        try (var reprise = RepriseServer.start(
                Map.of("REPRISE_SANDBOX_REFUSED_PERCENT", "0", "REPRISE_SANDBOX_FLOOD_EVERY", "0"))) {
            run("node", "flow.js", reprise.baseUri().resolve("/").toString().replaceAll("/$", ""));
        }
    }

    private static void build() throws Exception {
        Files.createDirectories(DIRECTORY);
        for (var file : List.of(
                Path.of("src/test/client/package.json"),
                Path.of("src/test/client/flow.ts"),
                Path.of("src/main/resources/META-INF/openapi.yaml"))) {
            Files.write(DIRECTORY.resolve(file.getFileName()), Files.readAllBytes(file));
        }
        try {
            run("npm", "install", "--silent", "--no-fund", "--no-audit", "--no-package-lock");
        } catch (IOException | AssertionError e) {
            var missing = "npm and its packages cannot be had: " + e.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            abort(missing);
        }
        run("npm", "run", "--silent", "build");
    }

    private static void run(String... command) throws Exception {
        var log = DIRECTORY.resolve("log.txt").toAbsolutePath();
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(DIRECTORY.toFile())
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
