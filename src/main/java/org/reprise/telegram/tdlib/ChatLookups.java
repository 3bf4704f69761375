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

/**
 * TDLib takes messages only to chats that it has told of, and asks Telegram for people it has not met. A look-up that
 * takes longer than its caller waits goes on, and what came of it is told when it is asked for again.
 */
final class ChatLookups {
    private static final Logger LOG = Logger.getLogger(ChatLookups.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of so many look-ups, what came of those that nobody asks for again is forgotten. */
    private static final int REMEMBERED = 1_000;

    private final TdSession login;
    private final Map<Long, CompletableFuture<JsonObject>> going = new ConcurrentHashMap<>();

    ChatLookups(TdSession login) {
        this.login = login;
    }

    /** Waits until it is known whether TDLib takes messages to the recipient, but no longer than that. */
    void begin(long recipient, Duration patience) throws InterruptedException {
        if (!login.people.hasChat(recipient)) {
            // somebody else may have asked long ago, and told nobody what came of it
            going.computeIfPresent(recipient, (user, old) -> old.isCompletedExceptionally() ? null : old);
            try {
                going.computeIfAbsent(recipient, this::ask).get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
            going.values().removeIf(CompletableFuture::isDone);
        }
        var lookUp = going.computeIfAbsent(recipient, this::ask);
        try {
            lookUp.get(0, TimeUnit.MILLISECONDS);
            going.remove(recipient, lookUp);
        } catch (ExecutionException e) {
            going.remove(recipient, lookUp);
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new TimeoutException(e.getCause().getMessage());
        }
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
