package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.audience.ImportRefused.Reason;

class ImportFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path data;

    @Test
    void nobodyElseCanReadThem() throws IOException {
        var kept = files(100).keep(new ByteArrayInputStream(new byte[100]));
        assertThat(Files.getPosixFilePermissions(kept))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(Files.getPosixFilePermissions(kept.getParent()))
                .hasSize(3)
                .allMatch(it -> it.name().startsWith("OWNER"));
    }

    @Test
    void nothingIsKeptOfOneThatIsTooLargeOrBreaksOff() throws IOException {
        assertThatThrownBy(() -> files(100).keep(new ByteArrayInputStream(new byte[101])))
                .isInstanceOfSatisfying(
                        ImportRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the client went away");
            }
        };
        assertThatThrownBy(() -> files(100).keep(broken)).isInstanceOf(IOException.class);
        assertThat(Files.list(data.resolve("imports"))).isEmpty();
    }

    @Test
    void whatIsLeftBehindIsDeletedAfterADay() throws IOException {
        var old = files(100).keep(new ByteArrayInputStream(new byte[1]));
        var young = files(100).keep(new ByteArrayInputStream(new byte[1]));
        Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(86_401)));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minusSeconds(86_399)));
        files(100).keep(new ByteArrayInputStream(new byte[1]));
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private ImportFiles files(long mostBytes) {
        return new ImportFiles(data.resolve("imports"), Clock.fixed(NOW, ZoneOffset.UTC), mostBytes);
    }
}
