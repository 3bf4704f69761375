package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.reprise.TimeSource;

/**
 * One request on its way, which knows at any moment whether the server can have it: no byte of its body leaves unasked,
 * and without its body the server has nothing. Whoever gives up before that keeps the request from ever leaving.
 */
final class PendingCall implements FutureCallback<Message<HttpResponse, byte[]>> {
    private enum Stage {
        WAITING,
        /** The first part of it has. */
        LEFT,
        GIVEN_UP
    }

    private final TimeSource time;
    private final long deadline;
    private final DepartureNote handover;
    private final BooleanSupplier ours;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private volatile Future<?> exchange;

    /**
     * @param patience from now to the last byte of the answer
     * @param handover of the message
     * @param ours whether this server may still speak to Telegram
     */
    PendingCall(Duration patience, DepartureNote handover, BooleanSupplier ours, TimeSource time) {
        this.time = time;
        this.deadline = time.nanos() + patience.toNanos();
        this.handover = handover;
        this.ours = ours;
        reply.whenComplete((told, never) -> gone.complete(null));
    }

    long reference() {
        return handover.reference();
    }

    /** Always comes, and never exceptionally. */
    CompletableFuture<Reply> reply() {
        return reply;
    }

    /** What the client does for it, to be cancelled when nobody waits any more. */
    void runsAs(Future<?> running) {
        exchange = running;
        if (reply.isDone()) {
            running.cancel(true);
        }
    }

    boolean isLate() {
        return time.nanos() - deadline > 0;
    }

    /** Waits no longer. A request that has not left by now never will. */
    void giveUp(CallFailure cause) {
        stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
        abandon(cause);
    }

    /**
     * Keeps it from leaving, unless a part of it has left.
     *
     * @return done when no part of it will leave any more
     */
    CompletableFuture<Void> recall() {
        if (stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
            abandon(CallFailure.RECALLED);
        }
        return gone;
    }

    private void abandon(CallFailure cause) {
        end(cause);
        if (exchange != null) {
            exchange.cancel(true);
        }
    }

    /**
     * Asked before each part of the body. False: nobody waits any more, or the server was frozen while the request
     * waited for a connection, and another one may have taken its place. What is half out goes on: it is in doubt
     * anyway. That it leaves is noted before it does.
     */
    boolean mayLeave() {
        if (!ours.getAsBoolean() && stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
            end(CallFailure.NOT_OURS);
        }
        if (stage.get() == Stage.WAITING && !handover.leaves() && stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
            end(CallFailure.NOT_NOTED);
        }
        stage.compareAndSet(Stage.WAITING, Stage.LEFT);
        return stage.get() == Stage.LEFT;
    }

    /** The last part of the body went out. */
    void hasLeft() {
        gone.complete(null);
    }

    private void end(CallFailure cause) {
        tell(stage.get() == Stage.LEFT ? new Reply.NoAnswer(cause) : new Reply.NeverLeft(cause));
    }

    private void tell(Reply what) {
        try {
            handover.answered(what);
        } finally {
            reply.complete(what);
        }
    }

    @Override
    public void completed(Message<HttpResponse, byte[]> answer) {
        var head = answer.getHead();
        tell(new Reply.Answer(head.getCode(), json(answer.getBody()), RetryAfter.of(head, time.now())));
    }

    private static JsonObject json(byte[] body) {
        if (body == null) {
            return null;
        }
        // of a text: for a stream of bytes it would take buffers larger than ten answers
        try (var reader = JsonFactories.READERS.createReader(new StringReader(new String(body, UTF_8)))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            // no JSON, or cut short: whoever reads the reply goes by its status
            return null;
        }
    }

    @Override
    public void failed(Exception cause) {
        stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
        end(failure(cause));
    }

    @Override
    public void cancelled() {
        giveUp(CallFailure.GOING_DOWN);
    }

    /** Never the exception's own words: they may hold the address, and with it the token. */
    private CallFailure failure(Exception cause) {
        if (cause instanceof UnknownHostException) {
            return CallFailure.UNKNOWN_ADDRESS;
        } else if (cause instanceof SSLException) {
            return CallFailure.NOT_SECURE;
        } else if (cause instanceof SocketTimeoutException) {
            return stage.get() == Stage.LEFT ? CallFailure.NO_REPLY_IN_TIME : CallFailure.NO_CONNECTION_IN_TIME;
        } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return CallFailure.NO_CONNECTION;
        }
        return CallFailure.CONNECTION_BROKE;
    }
}
