package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.Settings;
import org.reprise.testing.TestDatabase;

class StoredFilesTest {
    private final Settings settings = TestDatabase.settings(Map.of());
    private final StoredFiles files = new StoredFiles(settings);

    @Test
    void theSameContentIsKeptOnceUnderItsHash() throws IOException {
        var hash = files.keep(content("test"));
        assertThat(hash).isEqualTo("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        assertThat(files.keep(content("test"))).isEqualTo(hash);
        assertThat(files.keep(content("other"))).isNotEqualTo(hash);
        assertThat(files.find(hash)).hasValueSatisfying(file -> assertThat(file).hasContent("test"));
        assertThat(new StoredFiles(settings).find(hash)).isPresent();
        assertThat(kept()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../secret.key", "/etc/passwd", "9F86D081884C7D659A2FEAA0C55AD015", "a b"})
    void whatIsNoHashFindsNothing(String hash) throws IOException {
        files.keep(content("test"));
        assertThat(files.find(hash)).isEmpty();
    }

    @Test
    void ofWhatIsTooLargeOrBreaksOffNothingIsKept() throws IOException {
        assertThatThrownBy(() -> files.keep(endless())).isInstanceOf(StoredFiles.TooLarge.class);
        assertThatThrownBy(() -> files.keep(breakingOff())).isInstanceOf(IOException.class);
        assertThat(kept()).isZero();
    }

    private long kept() throws IOException {
        try (var all = Files.list(settings.dataDir().resolve("files"))) {
            return all.count();
        }
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes());
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
    }

    private static InputStream breakingOff() {
        return new InputStream() {
            private int left = 1_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the line is dead");
                }
                return 'x';
            }
        };
    }
}
