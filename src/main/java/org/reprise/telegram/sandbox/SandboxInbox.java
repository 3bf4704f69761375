package org.reprise.telegram.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.reprise.TimeSource;
import org.reprise.message.Extras;
import org.reprise.message.StoredExtras;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Settlement;

/**
 * Everything that ever arrived from one session. It plays Telegram, which does not die with us: a message that was put
 * here is found by every later process, and by every other one that shares the directory.
 *
 * <p>Safe for use by many threads and processes; its memory does not grow with its messages.
 */
final class SandboxInbox implements AutoCloseable {
    private final Path directory;
    private final TimeSource time;
    private InboxVolume volume;

    /** @param session any text: it names the directory by its hash, so it can lead nowhere else */
    SandboxInbox(Path dataDir, String session, TimeSource time) {
        var name = UUID.nameUUIDFromBytes(session.getBytes(StandardCharsets.UTF_8));
        this.directory = dataDir.resolve("sandbox").resolve(name.toString());
        this.time = time;
    }

    /**
     * @return the message's id
     * @throws IOException when it did not arrive
     */
    synchronized long put(OutgoingMessage message) throws IOException {
        if (volume == null) {
            volume = new InboxVolume(directory, time.now());
        }
        try {
            return volume.append(message.recipient(), message.reference(), time.now(), content(message));
        } catch (IOException e) {
            // Its last record may be torn, and nothing may follow a torn record: the next message opens a new volume.
            close();
            throw e;
        }
    }

    /** Oldest first. Reads everything there is: some hundred milliseconds for ten million messages. */
    List<InboxMessage> of(long recipient) throws IOException {
        var found = new ArrayList<InboxMessage>();
        for (var records : InboxVolume.in(directory)) {
            InboxVolume.scan(records, (id, who, reference, millis, place) -> {
                if (who == recipient && place != InboxVolume.FORGOTTEN) {
                    var content = InboxVolume.text(records, place);
                    found.add(message(id, who, Instant.ofEpochMilli(millis), content, reference));
                }
            });
        }
        found.sort(Comparator.comparing(InboxMessage::at));
        return found;
    }

    /**
     * What arrived last, whoever got it; newest first. Reads no more than it hands out, of each process that wrote
     * here.
     *
     * @param most so many at the most
     */
    List<InboxMessage> newest(int most) throws IOException {
        var found = new ArrayList<InboxMessage>();
        for (var records : InboxVolume.in(directory)) {
            InboxVolume.scanNewest(records, most, (id, who, reference, millis, place) -> {
                if (place != InboxVolume.FORGOTTEN) {
                    var content = InboxVolume.text(records, place);
                    found.add(message(id, who, Instant.ofEpochMilli(millis), content, reference));
                }
            });
        }
        found.sort(Comparator.comparing(InboxMessage::at)
                .thenComparing(InboxMessage::id)
                .reversed());
        return found.stream().limit(most).toList();
    }

    private static InboxMessage message(long id, long recipient, Instant at, String content, long reference) {
        return new InboxMessage(id, recipient, at, text(content), format(content), extras(content), reference);
    }

    /**
     * Takes away what the recipient was told. That something arrived stays: after a crash it keeps them from a second
     * message.
     */
    void forget(long recipient) throws IOException {
        for (var records : InboxVolume.in(directory)) {
            InboxVolume.forget(records, recipient);
        }
    }

    /**
     * Reads everything once, however many claims there are. When something arrived does not count, since clocks step
     * back: whoever has a message with the claim's reference is not to get another one.
     */
    Map<Long, Settlement> settle(List<Claim> claims) throws IOException {
        var settled = new HashMap<Long, Settlement>();
        var open = new HashMap<Long, Claim>();
        for (var claim : claims) {
            settled.put(claim.recipient(), new Settlement.NeverLeft());
            open.put(claim.recipient(), claim);
        }
        for (var records : claims.isEmpty() ? List.<Path>of() : InboxVolume.in(directory)) {
            InboxVolume.scan(records, (id, who, reference, millis, place) -> {
                var claim = open.get(who);
                if (claim != null && reference == claim.reference()) {
                    settled.put(who, new Settlement.Delivered(text(InboxVolume.text(records, place)), id));
                }
            });
        }
        return settled;
    }

    /** The text, and each behind a NUL, which is in no text, what else there is: extras, and a format but the plain. */
    private static String content(OutgoingMessage message) {
        var extras = StoredExtras.of(message.extras());
        if (message.format() != TextFormat.PLAIN) {
            return message.text() + '\0' + (extras == null ? "" : extras) + '\0' + message.format();
        }
        return extras == null ? message.text() : message.text() + '\0' + extras;
    }

    private static String text(String content) {
        return part(content, 0);
    }

    private static Extras extras(String content) {
        var stored = part(content, 1);
        return StoredExtras.restored(stored.isEmpty() ? null : stored);
    }

    private static TextFormat format(String content) {
        return TextFormat.of(part(content, 2)).orElse(TextFormat.PLAIN);
    }

    private static String part(String content, int place) {
        var parts = content.split("\0", -1);
        return place < parts.length ? parts[place] : "";
    }

    @Override
    public synchronized void close() throws IOException {
        var closing = volume;
        volume = null;
        if (closing != null) {
            closing.close();
        }
    }
}
