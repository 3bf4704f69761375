package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * TDLib takes messages only to chats that it has told of, and asks Telegram for people it has not met. A look-up that
 * takes longer than its caller waits goes on, and what came of it is told when it is asked for again.
 */
final class ChatLookups {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of so many look-ups, what came of those that nobody asks for again is forgotten. */
    private static final int REMEMBERED = 1_000;

    private final TdSession login;
    private final Map<Long, CompletableFuture<JsonObject>> going = new ConcurrentHashMap<>();

    ChatLookups(TdSession login) {
        this.login = login;
    }

    /**
     * Returns when TDLib takes messages to the recipient.
     *
     * @throws TdError when TDLib or Telegram refuses
     * @throws TimeoutException when it is not known yet
     */
    void await(long recipient, Duration patience) throws InterruptedException, TimeoutException {
        if (login.people.hasChat(recipient)) {
            going.remove(recipient);
            return;
        }
        if (going.size() > REMEMBERED) {
            going.values().removeIf(CompletableFuture::isDone);
        }
        var lookUp = going.computeIfAbsent(recipient, this::begin);
        try {
            lookUp.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            going.remove(recipient, lookUp);
        } catch (ExecutionException e) {
            going.remove(recipient, lookUp);
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new TimeoutException(e.getCause().getMessage());
        }
    }

    private CompletableFuture<JsonObject> begin(long recipient) {
        var chat = TdRequest.of("createPrivateChat")
                .add("user_id", recipient)
                .add("force", false)
                .build();
        return login.client()
                .ask(People.question(recipient), TIMEOUT)
                .thenCompose(known -> login.client().ask(chat, TIMEOUT));
    }
}
