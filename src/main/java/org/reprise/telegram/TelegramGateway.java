package org.reprise.telegram;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The port to Telegram. One bean for each {@link Session.Via}; safe for use by many threads. */
public interface TelegramGateway {

    /** The sessions that this gateway speaks for. */
    Session.Via via();

    /**
     * Learns what {@link #send} has to know of the message, such as how Telegram calls its file: that one is called
     * under a lock, and this may wait. Never throws: what it could not learn, {@code send} tells.
     */
    default void prepare(Session session, OutgoingMessage message) {}

    /**
     * Hands a message over. When this returns, the message is on its way: only {@link #recall} keeps it from leaving,
     * if it has not left. It returns within milliseconds; what Telegram answers comes with the stage, on any thread,
     * and always comes: a reply that stays away is {@link SendOutcome.Unknown} after the reply timeout. The stage never
     * completes exceptionally.
     */
    CompletionStage<SendOutcome> send(Session session, OutgoingMessage message);

    /**
     * Takes back, at once, what was handed over with that reference and waits inside of Reprise: that is
     * {@link SendOutcome.Unreachable} without a pause. By itself it does nothing: where a message that was handed over
     * has left, there is nothing to take back.
     *
     * @return done, never exceptionally, when nothing of it can leave any more. Where something is half out, or held by
     *     what takes nothing back, that may last as long as its answer
     */
    default CompletableFuture<Void> recall(Session session, long reference) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Messages a second that the session may hand over, {@link Session#fastest} at the most; 0: no limit but the
     * gateway's own speed.
     */
    double rate(Session session);

    /**
     * Messages that it carries at a time, of all of its sessions; what is handed over beyond would wait inside of it.
     */
    default int connections() {
        return Integer.MAX_VALUE;
    }

    /** That rate, beside the one that is wished for. */
    default Pace pace(Session session) {
        return Pace.of(session, rate(session));
    }

    /**
     * What became of messages that an earlier process may have handed over. Asked before anything else is sent.
     *
     * @return an answer for each of {@code claims}, by recipient
     */
    Map<Long, Settlement> settle(Session session, List<Claim> claims);

    /**
     * Opens notes of a run's hand-overs, for {@link #settle} of a later process. Asked before the run's first claim,
     * and before a later one when they were lost; it may wait for a disk.
     *
     * @param reference as in {@link OutgoingMessage}
     * @param run its number; no other process claims under the same
     */
    default HandoverNotes notes(Session session, long reference, int run) {
        return HandoverNotes.NONE;
    }

    /** What {@link #settle} said of that run's claims is committed, and will not be asked again. */
    default void settled(Session session, long reference, int run) {}

    /**
     * Asks Telegram something that changes nothing, to learn whether it answers.
     *
     * @return whether it did; never exceptionally, and within some seconds
     */
    default CompletionStage<Boolean> probe(Session session) {
        return CompletableFuture.completedFuture(true);
    }

    /** Forgets what it keeps here of somebody who was erased. What Telegram keeps is not ours. */
    default void forget(Session session, long userId) {}

    /** The people who wrote to the session, as far as the gateway can list them; the caller closes the stream. */
    Stream<Chat> chats(Session session);
}
