package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.Settings;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.ImportRefused.Reason;
import org.reprise.storage.PrivateFiles;

/**
 * Files of contacts while somebody imports them, in the data directory, where nobody but Reprise can read them. What a
 * crash or an operator who went away leaves behind is deleted after a day.
 */
@ApplicationScoped
public class ImportFiles {
    /** Some ten million people. */
    static final long MAX_BYTES = 1L << 30;

    private static final Logger LOG = Logger.getLogger(ImportFiles.class.getName());
    private static final Duration MAX_STAY = Duration.ofDays(1);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path directory;
    private final Clock clock;
    private final long mostBytes;

    @Inject
    public ImportFiles(Settings settings, Clock clock) {
        this(settings.dataDir().resolve("imports"), clock, MAX_BYTES);
    }

    ImportFiles(Path directory, Clock clock, long mostBytes) {
        this.directory = directory;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /**
     * Copies a file that is on its way to its end.
     *
     * @throws ImportRefused over 1 GiB; nothing of it is kept
     * @throws IOException when its sender does not send it to its end; nothing of it is kept
     * @throws UncheckedIOException when it cannot be written here
     */
    @Needs(Role.OPERATOR)
    public Path keep(InputStream content) throws IOException {
        var file = create();
        boolean isWhole = false;
        try {
            copy(content, file);
            isWhole = true;
            return file;
        } finally {
            if (!isWhole) {
                drop(file);
            }
        }
    }

    /** A new, empty file that only Reprise can read. */
    Path create() {
        try {
            PrivateFiles.makeDirectory(directory);
            sweep();
            return Files.createTempFile(directory, "", ".csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "a file of contacts could not be deleted: " + file);
        }
    }

    private void copy(InputStream content, Path file) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (var out = Files.newOutputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > mostBytes) {
                    throw new ImportRefused(Reason.TOO_LARGE, LocalizedMessage.of("import.large", mostBytes >> 20));
                }
                write(out, buffer, read);
            }
        }
    }

    /** That it cannot be written is our fault, not that of who sends it. */
    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sweep() throws IOException {
        var longAgo = clock.instant().minus(MAX_STAY);
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.FINE, e, () -> "somebody else swept " + directory);
        }
    }
}
