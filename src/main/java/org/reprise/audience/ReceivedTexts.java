package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.reprise.Settings;
import org.reprise.Sha256;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Edited;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Wrote;
import org.reprise.telegram.Session;

/**
 * What people wrote to sessions, text by text, for as many days as the settings say. What somebody changed stands
 * beside what it was, at the same time.
 */
@ApplicationScoped
public class ReceivedTexts {
    private static final Statements SQL = Statements.of("audience");

    /** PostgreSQL holds no text with it. */
    private static final char NUL = '\0';

    private final Storage storage;
    private final Duration kept;

    @Inject
    public ReceivedTexts(Storage storage, Settings settings) {
        this.storage = storage;
        this.kept = settings.retention().received();
    }

    /** @param at to the second */
    public record Text(long userId, Instant at, String text) {}

    /** Of many sessions; the next page begins after the last one. */
    record Stored(long session, long user, long at, long mark, String text) {
        static final Stored BEGIN = new Stored(0, 0, 0, 0, "");
    }

    /** In one transaction; what it has already changes nothing. */
    void take(Incoming incoming) {
        var texts = kept.isZero()
                ? List.<Text>of()
                : incoming.happenings().stream()
                        .map(each -> new Text(each.userId(), each.at(), textOf(each)))
                        .filter(text -> !text.text.isBlank() && text.userId > 0 && text.at != null)
                        .toList();
        if (!texts.isEmpty()) {
            storage.write(handle -> {
                try (var batch = handle.prepareBatch(SQL.get("receive"))) {
                    texts.forEach(
                            text -> batch.bind("session", incoming.session().id())
                                    .bind("user", text.userId)
                                    .bind("at", text.at)
                                    .bind("mark", mark(text.text))
                                    .bind("text", text.text)
                                    .add());
                    return batch.execute().length;
                }
            });
        }
    }

    static String textOf(Happening happening) {
        var text = happening instanceof Wrote wrote
                ? wrote.text()
                : happening instanceof Edited edited ? edited.text() : "";
        return text.substring(0, Math.min(text.length(), Classifier.MAX_TEXT)).replace(NUL, ' ');
    }

    private static long mark(String text) {
        return ByteBuffer.wrap(Sha256.of(text)).getLong();
    }

    /** The newest first. */
    public List<Text> newest(Session session, long user, int size) {
        return storage.read(handle -> handle.createQuery(SQL.get("received"))
                .bind("session", session.id())
                .bind("user", user)
                .bind("size", size)
                .map((row, context) -> new Text(user, Instant.ofEpochMilli(row.getLong("at")), row.getString("text")))
                .list());
    }

    /** Of all of an account's sessions, in the order of their keys; the end is a shorter page. */
    List<Stored> page(long account, Stored after, int size) {
        return storage.read(handle -> handle.createQuery(SQL.get("received-page"))
                .bind("account", account)
                .bind("session", after.session)
                .bind("user", after.user)
                .bind("at", after.at)
                .bind("mark", after.mark)
                .bind("size", size)
                .map((row, context) -> new Stored(
                        row.getLong("session_id"),
                        row.getLong("user_id"),
                        row.getLong("at"),
                        row.getLong("mark"),
                        row.getString("text")))
                .list());
    }

    /**
     * Takes away what is from before a time.
     *
     * @return how many, up to {@code size}; 0: there are no more
     */
    public int forget(Instant before, int size) {
        return storage.write(handle -> handle.createUpdate(SQL.get("forget-old-received"))
                .bind("before", before)
                .bind("size", size)
                .execute());
    }
}
