package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;

/** Receives for all clients, on the one thread that may, and tells each client what is its own. */
final class ReceiveLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(ReceiveLoop.class.getName());

    /** Also how exact timeouts are, and how long an end may take. */
    private static final double WAIT_SECONDS = 0.25;

    private static final long EXPIRE_EVERY = Duration.ofMillis(250).toNanos();
    private static final long AFTER_FAULT = Duration.ofMillis(100).toNanos();
    private final TdLibrary library;
    private final TimeSource time;
    private final Map<Integer, TdClient> clients = new ConcurrentHashMap<>();
    private final Set<Integer> strangers = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean ending;
    private long expireAt;

    ReceiveLoop(TdLibrary library, TimeSource time) {
        this.library = library;
        this.time = time;
        this.expireAt = time.nanos();
    }

    /** Before the client's first request: nothing of a client comes before. */
    void add(TdClient client) {
        clients.put(client.id(), client);
    }

    /** Those that were not closed. */
    List<TdClient> clients() {
        return List.copyOf(clients.values());
    }

    /** @return completes when nothing is received any more */
    CompletableFuture<Void> end() {
        ending = true;
        return ended;
    }

    /** Whether nothing is received any more, wanted or not. */
    boolean hasEnded() {
        return ended.isDone();
    }

    @Override
    public void run() {
        // Literals and interned texts are one object in the whole process: the loop of an earlier deployment, whose
        // classes are others, holds the same lock until it has ended.
        synchronized (("receiving from " + library.name()).intern()) {
            try {
                while (!ending) {
                    turn();
                }
            } finally {
                clients().forEach(this::ended);
                ended.complete(null);
            }
        }
    }

    /** What cannot be read or dealt with is passed over: nobody is heard any more when this thread ends. */
    private void turn() {
        try {
            library.receive(WAIT_SECONDS).ifPresent(this::dispatch);
            expire();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "Something that TDLib told was not understood", e);
            // a fault that lasts must not keep a processor busy
            LockSupport.parkNanos(AFTER_FAULT);
        }
    }

    private void dispatch(JsonObject object) {
        int id = object.getInt("@client_id");
        var client = clients.get(id);
        if (client == null) {
            closeStranger(id);
            return;
        }
        guarded(object.getString("@type"), () -> client.heard(object));
        if (isLast(object)) {
            ended(client);
        }
    }

    private void ended(TdClient client) {
        clients.remove(client.id());
        guarded("the end", client::ended);
    }

    /** One client's fault is not the others'. */
    private static void guarded(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "A listener failed at " + what, e);
        }
    }

    /** A client that an earlier deployment could not close in time: its database is locked until it is. */
    private void closeStranger(int id) {
        if (strangers.add(id)) {
            library.send(id, TdRequest.of("close").build());
        }
    }

    private void expire() {
        long now = time.nanos();
        if (now - expireAt >= 0) {
            expireAt = now + EXPIRE_EVERY;
            clients.values().forEach(client -> guarded("the time", () -> client.expire(now)));
        }
    }

    private static boolean isLast(JsonObject object) {
        return object.getString("@type").equals("updateAuthorizationState")
                && object.getJsonObject("authorization_state")
                        .getString("@type")
                        .equals("authorizationStateClosed");
    }
}
