package org.reprise.telegram.tdlib.dc;

import java.time.Instant;
import java.util.List;

/**
 * A message that the data centre accepted for a recipient.
 *
 * @param id what Telegram calls it in the account
 * @param marks what is bold, a link and so on
 * @param randomId the client's mark, by which Telegram knows a repeated message
 */
public record Arrived(
        int id, long recipient, String text, List<Mark> marks, boolean hasPhoto, Instant at, long randomId) {

    /** @param kind such as {@code messageEntityBold}; offset and length in UTF-16 units */
    public record Mark(String kind, int offset, int length) {}

    /** TDLib leaves room for messages of its own between any two of Telegram's. */
    public long tdlibId() {
        return (long) id << 20;
    }

    static Arrived of(StoredMessage message) {
        return new Arrived(
                message.id(),
                message.peer().id(),
                message.text(),
                message.entities().stream()
                        .map(entity -> new Mark(entity.name(), entity.integer("offset"), entity.integer("length")))
                        .toList(),
                message.photo() != null,
                Instant.ofEpochSecond(message.date()),
                message.randomId());
    }
}
