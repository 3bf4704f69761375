package org.reprise.telegram.tdlib;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.security.Vault;
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
    private static final int KEY_BYTES = 32;

    static TdDatabase create(Settings settings, Session session) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new TdDatabase(
                all(settings, session).resolve(UUID.randomUUID().toString()),
                Base64.getEncoder().encodeToString(key));
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
        secrets.keep(session, SECRET, directory.getFileName() + ":" + key);
    }

    /**
     * Deletes the databases that belong to no session: of logins that nobody finished, and of sessions that were taken
     * leave of. A session whose key cannot be read keeps all of its own, since nobody can tell which one it is.
     *
     * @param known all sessions by TDLib; without any, nothing is deleted: it may be another database that we look into
     */
    static void sweep(Settings settings, List<Session> known, Secrets secrets) {
        if (known.isEmpty()) {
            return;
        }
        var wanted = new HashSet<Path>();
        for (var session : known) {
            try {
                of(settings, session, secrets).ifPresent(database -> wanted.add(database.directory));
            } catch (Vault.Broken e) {
                wanted.addAll(in(all(settings, session)));
            }
        }
        in(settings.dataDir().resolve(NAME)).stream()
                .flatMap(session -> in(session).stream())
                .filter(directory -> !wanted.contains(directory))
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
