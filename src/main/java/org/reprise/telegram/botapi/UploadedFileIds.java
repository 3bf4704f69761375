package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.message.Extras.Attachment;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** What Telegram calls the files that a bot brought to it: each is brought once, and named from then on. */
@ApplicationScoped
class UploadedFileIds {
    private final Statements sql = Statements.of("telegram");
    private final Storage storage;
    /** As storage has it; empty: Telegram does not have the file. */
    private final Map<Key, Optional<String>> known = new ConcurrentHashMap<>();

    private final Set<Key> onTheirWay = ConcurrentHashMap.newKeySet();

    private record Key(long session, String hash, String kind) {
        static Key of(Session session, Attachment file) {
            return new Key(session.id(), file.file(), file.kind().toString());
        }
    }

    @Inject
    UploadedFileIds(Storage storage) {
        this.storage = storage;
    }

    /** @throws org.reprise.storage.StorageUnavailable when it cannot be read now */
    Optional<String> find(Session session, Attachment file) {
        var key = Key.of(session, file);
        var id = known.get(key);
        if (id == null) {
            id = read(key);
            // what was noted meanwhile is newer
            var newer = known.putIfAbsent(key, id);
            id = newer == null ? id : newer;
        }
        return id;
    }

    /** The same from memory; empty: it was never asked for. Waits for nothing. */
    Optional<Optional<String>> known(Session session, Attachment file) {
        return Optional.ofNullable(known.get(Key.of(session, file)));
    }

    private Optional<String> read(Key key) {
        return storage.read(handle -> handle.createQuery(sql.get("find-brought"))
                .bind("session", key.session)
                .bind("hash", key.hash)
                .bind("kind", key.kind)
                .mapTo(String.class)
                .findOne());
    }

    /** @return false when another message is bringing it already */
    boolean begin(Session session, Attachment file) {
        return onTheirWay.add(Key.of(session, file));
    }

    void end(Session session, Attachment file) {
        onTheirWay.remove(Key.of(session, file));
    }

    void note(Session session, Attachment file, String id) {
        var key = Key.of(session, file);
        storage.write(handle -> handle.createUpdate(sql.get("note-brought"))
                .bind("session", key.session)
                .bind("hash", key.hash)
                .bind("kind", key.kind)
                .bind("file", id)
                .execute());
        known.put(key, Optional.of(id));
    }

    /** Telegram knows it no more. */
    void forget(Session session, Attachment file) {
        var key = Key.of(session, file);
        storage.write(handle -> handle.createUpdate(sql.get("forget-brought"))
                .bind("session", key.session)
                .bind("hash", key.hash)
                .bind("kind", key.kind)
                .execute());
        known.put(key, Optional.empty());
    }
}
