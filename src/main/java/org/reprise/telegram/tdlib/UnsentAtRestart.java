package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.reprise.TimeSource;

/**
 * What became of messages that this process did not send: those which an earlier one left with TDLib, which sends them
 * again by itself, with the mark by which Telegram knows a repeated one. By chat, the last one counts.
 */
final class UnsentAtRestart {
    /**
     * More than a crash leaves, which is a second's messages. Everything that the account writes comes here, also from
     * its other devices, with texts of up to 4,096 characters; the oldest are forgotten.
     */
    private static final int REMEMBERED = 2_000;

    private final TimeSource time;

    private final Map<Long, Left> byChat = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Left> eldest) {
            return size() > REMEMBERED;
        }
    };

    UnsentAtRestart(TimeSource time) {
        this.time = time;
    }

    /**
     * @param id Telegram's own once it has arrived
     * @param isPending whether TDLib is still at it
     */
    record Left(long id, String text, Instant at, boolean isPending, boolean hasArrived) {}

    /** An outgoing message that is none of ours. */
    synchronized void heard(JsonObject message) {
        var sending = message.getJsonObject("sending_state");
        boolean pending = sending != null && sending.getString("@type").equals("messageSendingStatePending");
        var left =
                new Left(Messages.id(message), Messages.text(message), Messages.at(message), pending, sending == null);
        // a message that arrived is sometimes reported as failed afterwards: its repetition met a flood wait
        byChat.merge(
                Messages.chat(message),
                left,
                (before, now) -> before.hasArrived() && before.text().equals(now.text()) ? before : now);
        notifyAll();
    }

    /** Waits until TDLib is no longer at any message to one of these. */
    synchronized void settle(Iterable<Long> chats, Duration patience) throws InterruptedException {
        long end = time.nanos() + patience.toNanos();
        Predicate<Long> isPending =
                chat -> byChat.containsKey(chat) && byChat.get(chat).isPending();
        for (var chat : chats) {
            for (long millis = 1; isPending.test(chat) && millis > 0; ) {
                millis = (end - time.nanos()) / 1_000_000;
                wait(Math.max(1, millis));
            }
        }
    }

    /** @return null when nothing is known */
    synchronized Left in(long chat) {
        return byChat.get(chat);
    }
}
