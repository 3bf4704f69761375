package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.Settings;
import org.reprise.testing.TestDatabase;

class StoredFilesTest {
    private static final Instant NOW = Instant.now();
    private static final Duration A_DAY = StoredFiles.GRACE.plusMinutes(10);
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

    @Test
    void whatNobodyNamesWithinADayIsRemoved() throws IOException {
        var named = files.keep(content("named"));
        var forgotten = files.keep(content("forgotten"));
        assertThat(files.sweep(NOW, () -> Set.of(named))).isZero();
        assertThat(files.sweep(NOW.plus(A_DAY), () -> Set.of(named))).isEqualTo(1);
        assertThat(files.find(named)).isPresent();
        assertThat(files.find(forgotten)).isEmpty();
    }

    @Test
    void whatACrashLeftOfAnUploadIsRemoved() throws IOException {
        files.keep(content("test"));
        Files.writeString(settings.dataDir().resolve("files/123.draft"), "half of a f");
        files.sweep(NOW.plus(A_DAY), Set::of);
        assertThat(kept()).isZero();
    }

    @Test
    void whatIsBroughtAnewOrAboutToBeNamedWaitsForAnotherDay() throws IOException {
        var later = NOW.plus(A_DAY);
        var renewed = files.keep(content("renewed"));
        assertThat(files.touch(renewed, later)).isTrue();
        assertThat(files.touch("0".repeat(64), later)).isFalse();
        assertThat(files.sweep(later, Set::of)).isZero();
        assertThat(files.sweep(later.plus(A_DAY), Set::of)).isEqualTo(1);
    }

    @Test
    void whatIsNamedWhileItIsSweptStays() throws IOException {
        var later = NOW.plus(A_DAY);
        var hash = files.keep(content("test"));
        files.sweep(later, () -> {
            files.touch(hash, later);
            return Set.of();
        });
        assertThat(files.find(hash)).isPresent();
    }

    @Test
    void beforeTheFirstUploadThereIsNothingToSweep() throws IOException {
        assertThat(files.sweep(NOW, Set::of)).isZero();
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
