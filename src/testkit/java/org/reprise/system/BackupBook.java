package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands of server-config/backup.md, as an operator types them, word for word. */
final class BackupBook {
    private static final Path BOOK = Path.of("server-config", "backup.md");

    /** Blocks by the headings that they stand under, such as "Restore/SQLite", in their order. */
    private final Map<String, List<String>> blocks = new HashMap<>();

    private final Path directory;
    private final Map<String, String> environment;

    /** @param directory where data/ lies */
    BackupBook(Path directory, Map<String, String> environment) throws IOException {
        this.directory = directory;
        this.environment = environment;
        read();
        requireTools();
    }

    private void read() throws IOException {
        var chapter = "";
        var section = "";
        StringBuilder block = null;
        for (var line : Files.readAllLines(BOOK)) {
            if (block != null && line.equals("```")) {
                blocks.computeIfAbsent(section, unused -> new ArrayList<>()).add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            } else if (line.equals("```shell")) {
                block = new StringBuilder();
            } else if (line.startsWith("## ")) {
                chapter = line.substring(3);
                section = chapter;
            } else if (line.startsWith("### ")) {
                section = chapter + "/" + line.substring(4);
            }
        }
        assertThat(Files.readString(BOOK).lines().filter(line -> line.startsWith("```")))
                .as("every block is one that is tried")
                .containsOnly("```shell", "```");
    }

    /** Where one of them is missing the test is skipped; with {@code CI=true} it fails. */
    private static void requireTools() {
        boolean found = Stream.of("sqlite3", "pg_dump", "pg_restore", "createdb", "psql", "curl", "tar")
                .allMatch(BackupBook::isThere);
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(found, "no sqlite3, PostgreSQL clients or curl on the PATH");
        }
        assertThat(found)
                .as("sqlite3, PostgreSQL clients and curl are on the PATH")
                .isTrue();
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** How many commands the book has. */
    long size() {
        return blocks.values().stream().mapToLong(List::size).sum();
    }

    /** Types all blocks of that section, each of which has to end well. @return what they printed */
    String type(String section) throws IOException, InterruptedException {
        var printed = new StringBuilder();
        for (int i = 0; i < blocks.get(section).size(); i++) {
            printed.append(type(section, i));
        }
        return printed.toString();
    }

    /** @param number of the block in its section, from 0 */
    String type(String section, int number) throws IOException, InterruptedException {
        var block = blocks.get(section).get(number);
        var builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", block)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(block + printed).isZero();
        return printed;
    }
}
