package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The scripts that others would send with, and what they need, brought by npm. */
final class Npm {
    private static final Path SOURCE = Path.of("src", "testkit", "bench");
    static final Path DIRECTORY = Path.of("target", "bench", "npm").toAbsolutePath();

    private Npm() {}

    /** @return false when this machine has no npm */
    static boolean install() throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        for (var name : List.of("package.json", "grammy.js", "bullmq.js")) {
            Files.copy(SOURCE.resolve(name), DIRECTORY.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isThere("npm")) {
            return false;
        }
        var npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("npm.log").toFile())
                .start();
        assertThat(npm.waitFor()).as("see npm.log").isZero();
        return true;
    }

    /** One that has SQLite built in. */
    static String node() {
        return DIRECTORY.resolve(Path.of("node_modules", "node", "bin", "node")).toString();
    }

    /** Whether that program is on the path. */
    static boolean isThere(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
