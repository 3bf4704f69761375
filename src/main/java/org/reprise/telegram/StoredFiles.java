package org.reprise.telegram;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reprise.Settings;

/**
 * Files that operators attach to messages, in the data directory under the hash of their content: the same file is kept
 * once, and what a campaign names never changes. They are not removed: any revision may be looked at again.
 */
@ApplicationScoped
public class StoredFiles {
    /** The most that the Bot API takes. */
    public static final long MOST_BYTES = 50L << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;

    /** One that is too large; nothing of it is kept. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    protected StoredFiles() {
        this.directory = null;
    }

    @Inject
    public StoredFiles(Settings settings) {
        this.directory = settings.dataDir().resolve("files");
    }

    /**
     * @return its hash, under which it is on disk
     * @throws TooLarge over {@link #MOST_BYTES}
     * @throws IOException when it could not be read to its end, or not be kept
     */
    public String keep(InputStream content) throws IOException {
        Files.createDirectories(directory);
        var draft = Files.createTempFile(directory, "", ".draft");
        try {
            var digest = sha256();
            try (var out = new DigestOutputStream(Files.newOutputStream(draft), digest)) {
                copy(content, out);
            }
            try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            Files.move(draft, directory.resolve(hash), StandardCopyOption.ATOMIC_MOVE);
            return hash;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void copy(InputStream content, DigestOutputStream out) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > MOST_BYTES) {
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
