package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests are in src/test; the programs and doubles that they stand on are in src/testkit. */
class SourceRootsTest {
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path KIT = Path.of("src", "testkit", "java");

    private static final Pattern TEST = Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Nested|Property|Example|ArchTest)\\b");

    @Test
    void theTestRootHoldsTestsAlone() throws IOException {
        assertThat(sources(TESTS)).isNotEmpty().allMatch(SourceRootsTest::hasTests);
    }

    @Test
    void theKitHoldsNoTests() throws IOException {
        assertThat(sources(KIT)).isNotEmpty().noneMatch(SourceRootsTest::hasTests);
    }

    /** Comments may name them. */
    @Test
    void theKitKnowsNoTests() throws IOException {
        var tests = sources(TESTS).stream().map(SourceRootsTest::className).collect(Collectors.joining("|"));
        var use = Pattern.compile("^(?! *(/?\\*|//)).*\\b(" + tests + ")\\b", Pattern.MULTILINE);
        assertThat(sources(KIT)).noneMatch(source -> use.matcher(read(source)).find());
    }

    private static List<Path> sources(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static boolean hasTests(Path source) {
        return TEST.matcher(read(source)).find();
    }

    private static String className(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
