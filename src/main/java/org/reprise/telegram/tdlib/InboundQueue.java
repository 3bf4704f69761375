package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.telegram.Incoming.Happening;

/**
 * What people did, on its way from the receiving thread, which must not wait, to those who keep it. In order, in
 * batches; what could not be kept is tried again until it is.
 *
 * <p>TDLib takes a message for told once it told us: one that came in the last instant before a crash of this process
 * is found in the chats when they are copied anew, but a "stop" in it is not acted upon.
 */
final class InboundQueue {
    private static final Logger LOG = Logger.getLogger(InboundQueue.class.getName());
    private static final long AGAIN_AFTER = Duration.ofSeconds(5).toNanos();
    private static final int BATCH = 500;
    private final Executor threads;
    private final TimeSource time;
    private final Consumer<List<Happening>> keeper;
    private final Queue<CompletableFuture<Happening>> waiting = new ArrayDeque<>();
    private boolean busy;
    private long tryAt;
    private long added;
    private long kept;
    private long mark;

    InboundQueue(Executor threads, Consumer<List<Happening>> keeper, TimeSource time) {
        this.threads = threads;
        this.keeper = keeper;
        this.time = time;
        this.tryAt = time.nanos();
    }

    void add(Happening happening) {
        add(CompletableFuture.completedFuture(happening));
    }

    /** For what TDLib is still asked about. It keeps its place, and those behind it wait; null: nothing happened. */
    synchronized void add(CompletableFuture<Happening> happening) {
        waiting.add(happening);
        added++;
        begin(time.nanos());
    }

    /** From now on it is not caught up before everything that is in it now is kept. */
    synchronized void mark() {
        mark = added;
    }

    /** Whether everything from before the last mark is kept, so that whoever opted out in it is not written to. */
    synchronized boolean isCaughtUp() {
        return kept >= mark;
    }

    /** From the receiving thread. */
    synchronized void passed(long now) {
        begin(now);
    }

    private void begin(long now) {
        if (!busy && !waiting.isEmpty() && now - tryAt >= 0) {
            busy = true;
            try {
                threads.execute(this::keep);
            } catch (RejectedExecutionException e) {
                // the server is stopping
                busy = false;
            }
        }
    }

    private void keep() {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                keeper.accept(batch.stream()
                        .map(CompletableFuture::join)
                        .filter(Objects::nonNull)
                        .toList());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "What people wrote could not be kept; it is tried again", e);
                postpone();
                return;
            }
            done(batch.size());
        }
    }

    private synchronized List<CompletableFuture<Happening>> next() {
        busy = !waiting.isEmpty();
        return new ArrayList<>(waiting.stream().limit(BATCH).toList());
    }

    private synchronized void done(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove();
        }
        kept += count;
    }

    /** What waits for longer is as if Telegram had been away. */
    private synchronized void postpone() {
        busy = false;
        mark();
        tryAt = time.nanos() + AGAIN_AFTER;
    }

    /** When somebody blocked the bot, or took that back; null for any other change of a member. */
    static Happening blockage(JsonObject update) {
        var now = status(update, "new_chat_member").equals("chatMemberStatusBanned");
        var before = status(update, "old_chat_member").equals("chatMemberStatusBanned");
        long chat = Messages.chat(update);
        if (now == before || chat <= 0) {
            return null;
        }
        var at = Instant.ofEpochSecond(update.getJsonNumber("date").longValue());
        return now
                ? new org.reprise.telegram.Incoming.Blocked(chat, at)
                : new org.reprise.telegram.Incoming.Unblocked(chat, at);
    }

    private static String status(JsonObject update, String member) {
        return update.getJsonObject(member).getJsonObject("status").getString("@type");
    }
}
