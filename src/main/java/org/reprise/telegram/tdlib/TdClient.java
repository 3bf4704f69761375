package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;

/**
 * One client of TDLib: one Telegram identity with a database of its own. Safe for many threads.
 *
 * <p>Updates and answers come on the thread that receives for all clients: what hangs on them must not block.
 */
public final class TdClient {
    private static final Logger LOG = Logger.getLogger(TdClient.class.getName());
    private final TdLibrary library;
    private final int id;
    private final TdListener listener;
    private final TimeSource time;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, Question> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private record Question(CompletableFuture<JsonObject> answer, String type, long endsAt) {}

    TdClient(TdLibrary library, TdListener listener, TimeSource time) {
        this.library = library;
        this.id = library.createClient();
        this.listener = listener;
        this.time = time;
    }

    int id() {
        return id;
    }

    /**
     * Asks and is answered: with TDLib's answer, or exceptionally with {@link TdError}, or with TimeoutException when
     * none came within a quarter of a second after the time.
     */
    public CompletableFuture<JsonObject> ask(JsonObject request, Duration within) {
        return ask(request, within, new CompletableFuture<>());
    }

    /** The same; what hangs on {@code answer} already is done before any later update is heard. */
    CompletableFuture<JsonObject> ask(JsonObject request, Duration within, CompletableFuture<JsonObject> answer) {
        var extra = Long.toString(asked.incrementAndGet());
        open.put(extra, new Question(answer, request.getString("@type"), time.nanos() + within.toNanos()));
        if (closed.isDone()) {
            // TDLib would say so too, but nobody hears it for a closed client
            if (open.remove(extra) != null) {
                answer.completeExceptionally(new NeverAsked());
            }
        } else {
            library.send(id, TdRequest.of(request).add("@extra", extra).build());
        }
        return answer;
    }

    /** Completes when TDLib has written everything to its database and let go of it. */
    public CompletableFuture<Void> close() {
        if (!closed.isDone()) {
            library.send(id, TdRequest.of("close").build());
        }
        return closed.copy();
    }

    /** From the receiving thread. */
    void heard(JsonObject object) {
        if (!object.containsKey("@extra")) {
            listener.heard(object);
            return;
        }
        var question = open.remove(object.getString("@extra"));
        if (question == null) {
            LOG.log(Level.FINE, "An answer came after its time: {0}", object.getString("@type"));
        } else if (object.getString("@type").equals("error")) {
            question.answer().completeExceptionally(new TdError(object.getInt("code"), object.getString("message")));
        } else {
            question.answer().complete(object);
        }
    }

    /** From the receiving thread, after its last update. */
    void ended() {
        closed.complete(null);
        abort();
        listener.closed();
    }

    /** From the receiving thread, a few times a second. */
    void expire(long now) {
        listener.passed(now);
        open.forEach((extra, question) -> {
            if (now - question.endsAt() > 0 && open.remove(extra) != null) {
                question.answer()
                        .completeExceptionally(new TimeoutException("no answer to " + question.type() + " in time"));
            }
        });
    }

    private void abort() {
        open.forEach((extra, question) -> {
            if (open.remove(extra) != null) {
                question.answer().completeExceptionally(new TdError(500, "the client is closed"));
            }
        });
    }
}
