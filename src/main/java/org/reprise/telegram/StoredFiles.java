package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.reprise.Settings;
import org.reprise.Sha256;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.storage.PrivateFiles;

/**
 * Files that operators attach to messages, in the data directory under the hash of their content: the same file is kept
 * once, and what a campaign names never changes. What no campaign names within a day is swept away: somebody brought it
 * and did not save, or the server went down in between.
 *
 * <p>They are of no account: whoever can name one by the hash of its content has had it.
 */
@ApplicationScoped
public class StoredFiles {
    /** The most that the Bot API takes. */
    public static final long MAX_BYTES = 50L << 20;

    /** How long a file waits for a campaign that names it. */
    public static final Duration GRACE = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(StoredFiles.class.getName());
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;

    /** One that is too large; nothing of it is kept. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Inject
    public StoredFiles(Settings settings) {
        this.directory = settings.dataDir().resolve("files");
    }

    /**
     * @return its hash, under which it is on disk
     * @throws TooLarge over {@link #MAX_BYTES}
     * @throws IOException when it could not be read to its end, or not be kept
     */
    @Needs(Role.OPERATOR)
    public String keep(InputStream content) throws IOException {
        PrivateFiles.makeDirectory(directory);
        var draft = Files.createTempFile(directory, "", ".draft");
        try {
            var digest = Sha256.begin();
            try (var out = new DigestOutputStream(Files.newOutputStream(draft), digest)) {
                copy(content, out);
            }
            try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            place(draft, directory.resolve(hash));
            return hash;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private synchronized void place(Path draft, Path file) throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Somebody is about to save a campaign that names the file: it waits for another day, if it is there.
     *
     * @return whether it is
     */
    public synchronized boolean touch(String hash, Instant now) {
        return find(hash).map(file -> renewed(file, now)).isPresent();
    }

    private static Path renewed(Path file, Instant now) {
        try {
            return Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes what was brought, or last waited for, more than a day ago and is not named, and what is left of uploads
     * that a crash broke off.
     *
     * @param named tells the hashes that are named; asked after it is known which files are old
     * @return how many
     */
    public long sweep(Instant now, Supplier<Set<String>> named) throws IOException {
        var old = old(now);
        if (old.isEmpty()) {
            return 0;
        }
        var kept = named.get();
        long removed = 0;
        for (var file : old) {
            if (!kept.contains(file.getFileName().toString()) && removed(file, now)) {
                removed++;
            }
        }
        if (removed > 0) {
            LOG.log(Level.INFO, "Of the files for messages {0} were removed: no campaign names them", removed);
        }
        return removed;
    }

    private List<Path> old(Instant now) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var old = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                if (isOld(file, now)) {
                    old.add(file);
                }
            }
        }
        return old;
    }

    private static boolean isOld(Path file, Instant now) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(GRACE));
    }

    /** Looks again: somebody may have brought it anew, or be about to save. */
    private synchronized boolean removed(Path file, Instant now) throws IOException {
        return Files.exists(file) && isOld(file, now) && Files.deleteIfExists(file);
    }

    private static void copy(InputStream content, DigestOutputStream out) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > MAX_BYTES) {
                throw new TooLarge();
            }
            out.write(buffer, 0, read);
        }
    }

    /** @param hash as it came from anywhere: what is no hash finds nothing */
    public Optional<Path> find(String hash) {
        return Optional.of(hash)
                .filter(name -> HASH.matcher(name).matches())
                .map(directory::resolve)
                .filter(Files::isRegularFile);
    }
}
