package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;

/**
 * TDLib takes messages only to chats that it has told of, and asks Telegram for people it has not met. A look-up that
 * takes longer than its caller waits goes on, and what came of it is told when it is asked for again.
 */
final class ChatLookups {
    private static final Logger LOG = Logger.getLogger(ChatLookups.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of so many look-ups, what came of those that nobody asks for again is forgotten. */
    private static final int REMEMBERED = 1_000;

    /** Whoever asks for what came of a look-up does so within seconds; after this it is the answer to another time. */
    private static final long OUTDATED_NANOS = Duration.ofMinutes(1).toNanos();

    private record LookUp(CompletableFuture<JsonObject> outcome, long begunNanos) {
        boolean isOutdated(long nowNanos) {
            return outcome.isDone() && nowNanos - begunNanos > OUTDATED_NANOS;
        }
    }

    private final TdSession login;
    private final TimeSource time;
    private final Map<Long, LookUp> going = new ConcurrentHashMap<>();

    ChatLookups(TdSession login, TimeSource time) {
        this.login = login;
        this.time = time;
    }

    /** Waits until it is known whether TDLib takes messages to the recipient, but no longer than that. */
    void begin(long recipient, Duration patience) throws InterruptedException {
        if (!login.people.hasChat(recipient)) {
            try {
                lookUp(recipient).outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.log(Level.FINE, e, () -> "told to whoever sends");
            }
        }
    }

    /**
     * Returns when TDLib takes messages to the recipient, as is known by now.
     *
     * @throws TdError when TDLib or Telegram refuses
     * @throws TimeoutException when it is not known yet
     */
    void require(long recipient) throws InterruptedException, TimeoutException {
        if (login.people.hasChat(recipient)) {
            going.remove(recipient);
            return;
        }
        if (going.size() > REMEMBERED) {
            going.values().removeIf(lookUp -> lookUp.outcome.isDone());
        }
        var lookUp = lookUp(recipient);
        try {
            lookUp.outcome.get(0, TimeUnit.MILLISECONDS);
            going.remove(recipient, lookUp);
        } catch (ExecutionException e) {
            going.remove(recipient, lookUp);
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new TimeoutException(e.getCause().getMessage());
        }
    }

    /** The one that is going on or whose outcome nobody was told, else a new one. */
    private LookUp lookUp(long recipient) {
        long now = time.nanos();
        return going.compute(
                recipient,
                (user, known) -> known == null || known.isOutdated(now) ? new LookUp(ask(user), now) : known);
    }

    private CompletableFuture<JsonObject> ask(long recipient) {
        var chat = TdRequest.of("createPrivateChat")
                .add("user_id", recipient)
                .add("force", false)
                .build();
        return login.client()
                .ask(People.question(recipient), TIMEOUT)
                .thenCompose(known -> login.client().ask(chat, TIMEOUT));
    }
}
