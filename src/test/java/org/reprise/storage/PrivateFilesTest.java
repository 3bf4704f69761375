package org.reprise.storage;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path home;

    @Test
    void whatIsThereIsClosedToOthersAndStaysAsItIsForItsOwner() throws IOException {
        var data = withMode("rwxrwxrwx", Files.createDirectory(home.resolve("data")));
        var below = withMode("rwxr-xr-x", Files.createDirectory(data.resolve("inbox")));
        var file = withMode("rw-rw-r--", Files.writeString(below.resolve("1.csv"), "x"));
        var library = withMode("r-xr-xr-x", Files.writeString(data.resolve("libtdjson.so"), "x"));

        PrivateFiles.closeAll(data);

        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(below)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(library)).isEqualTo("r-x------");
    }

    @Test
    void whatALinkLeadsToIsLeftAlone() throws IOException {
        var elsewhere = withMode("rw-r--r--", Files.writeString(home.resolve("elsewhere"), "x"));
        var data = Files.createDirectory(home.resolve("data"));
        Files.createSymbolicLink(data.resolve("link"), elsewhere);

        PrivateFiles.closeAll(data);

        assertThat(mode(elsewhere)).isEqualTo("rw-r--r--");
    }

    /** Whoever closes a file gives up all locks of its process on it, those of SQLite too. */
    @Test
    void locksOnAFileAreKept() throws IOException {
        var file = withMode("rw-r--r--", Files.writeString(home.resolve("database"), "x"));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(locked(file)).isTrue();

            PrivateFiles.closeAll(home);

            assertThat(mode(file)).isEqualTo("rw-------");
            assertThat(locked(file)).isTrue();
        }
        assertThat(locked(file)).isFalse();
    }

    private static boolean locked(Path file) throws IOException {
        var owner = " " + ProcessHandle.current().pid() + " ";
        var place = ":" + Files.getAttribute(file, "unix:ino") + " ";
        try (var locks = Files.lines(Path.of("/proc/locks"))) {
            return locks.anyMatch(lock -> lock.contains(owner) && lock.contains(place));
        }
    }

    @Test
    void aDirectoryOfEverybodysIsLeftAlone() throws IOException {
        var shared = Files.createDirectory(home.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);

        PrivateFiles.closeDirectory(shared);

        assertThat(mode(shared)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void aNewDirectoryIsForItsOwnerAlone() throws IOException {
        PrivateFiles.makeDirectory(home.resolve("a/b"));

        assertThat(mode(home.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve("a/b"))).isEqualTo("rwx------");
    }

    @Test
    void aFileThatWentAwayIsNoTrouble() {
        PrivateFiles.closeFile(home.resolve("gone"));
    }

    private static Path withMode(String mode, Path path) throws IOException {
        return Files.setPosixFilePermissions(path, fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
