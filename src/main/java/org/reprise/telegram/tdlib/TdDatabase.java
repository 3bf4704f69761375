package org.reprise.telegram.tdlib;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.storage.PrivateFiles;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.Session;

/**
 * Where TDLib keeps one login: a directory of its own, encrypted. Each login gets a new one, so that one that does not
 * succeed leaves the session's as it was.
 *
 * @param key base64 of 32 bytes
 */
record TdDatabase(Path directory, String key) {
    private static final Logger LOG = Logger.getLogger(TdDatabase.class.getName());

    /** Holds the directory's name and the key. */
    private static final String SECRET = "tdlib-key";

    private static final String NAME = "tdlib";

    /** An empty file in the directory of a login that is not finished, or has ended. */
    private static final String MARK = "to-be-deleted";

    private static final int KEY_BYTES = 32;

    static TdDatabase create(Settings settings, Session session) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var database = new TdDatabase(
                all(settings, session).resolve(UUID.randomUUID().toString()),
                Base64.getEncoder().encodeToString(key));
        database.mark();
        return database;
    }

    /** The session's own, when it was connected. */
    static Optional<TdDatabase> of(Settings settings, Session session, Secrets secrets) {
        return secrets.find(session, SECRET).map(secret -> {
            var parts = secret.split(":");
            return new TdDatabase(all(settings, session).resolve(parts[0]), parts[1]);
        });
    }

    /** Makes it the session's own. */
    void keep(Session session, Secrets secrets) {
        try {
            // first: a login that is kept must never be found marked
            Files.deleteIfExists(directory.resolve(MARK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        secrets.keep(session, SECRET, directory.getFileName() + ":" + key);
    }

    /**
     * Has the next start delete it, unless it is kept before. Being unknown is no reason: restored from yesterday's
     * backup, Reprise does not know the logins of today.
     */
    void mark() {
        try {
            PrivateFiles.makeDirectory(directory);
            Files.write(directory.resolve(MARK), new byte[0]);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A database of TDLib may be left behind: " + directory, e);
        }
    }

    /** Deletes what is marked: logins that nobody finished, and those that ended while they could not be deleted. */
    static void sweep(Settings settings) {
        in(settings.dataDir().resolve(NAME)).stream()
                .flatMap(session -> in(session).stream())
                .filter(directory -> Files.exists(directory.resolve(MARK)))
                .forEach(directory -> {
                    LOG.info(() -> "TDLib's database " + directory + " belongs to no session; it is deleted");
                    new TdDatabase(directory, null).delete();
                });
    }

    private static List<Path> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After its client was closed. What cannot be deleted stays encrypted with a key that nobody has. */
    void delete() {
        try (var files = Files.exists(directory) ? Files.walk(directory) : java.util.stream.Stream.<Path>empty()) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A database of TDLib could not be deleted: " + directory, e);
        }
    }

    private static Path all(Settings settings, Session session) {
        return settings.dataDir().resolve(NAME).resolve(Long.toString(session.id()));
    }
}
