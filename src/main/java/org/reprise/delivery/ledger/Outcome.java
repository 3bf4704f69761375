package org.reprise.delivery.ledger;

import java.util.OptionalLong;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.message.Filling;

/**
 * An outcome to be written down.
 *
 * @param state not CLAIMED
 * @param reason null for none; what the ledger can hold of it is kept
 * @param words of any length: Telegram's own, beside a reason that Reprise does not know, or what is missing for the
 *     recipient's message; else null
 * @param messageId as in {@link org.reprise.telegram.SendOutcome.Sent}; empty in any other state than SENT
 */
public record Outcome(
        long userId, State state, DeliveryReason reason, String words, int revision, OptionalLong messageId) {
    private static final int MAX_WORDS_LENGTH = 200;

    public Outcome {
        words = storable(words);
    }

    public Outcome(long userId, State state, DeliveryReason reason, int revision) {
        this(userId, state, reason, null, revision, OptionalLong.empty());
    }

    public static Outcome sent(long userId, int revision, long messageId) {
        return new Outcome(userId, State.SENT, null, null, revision, OptionalLong.of(messageId));
    }

    /** Of a recipient to whom the message goes in no form. */
    public static Outcome leftOut(long userId, Filling.LeftOut leftOut, int revision) {
        var detail = leftOut.detail().isEmpty() ? null : leftOut.detail();
        var reason = new DeliveryReason.Unfilled(leftOut.cause());
        return new Outcome(userId, State.FAILED, reason, detail, revision, OptionalLong.empty());
    }

    /** What many recipients of a batch have in common. */
    record Result(State state, DeliveryReason reason, String words, int revision) {}

    Result result() {
        return new Result(state, reason, words, revision);
    }

    static String storable(String text) {
        return text == null ? null : text.replace('\0', ' ').substring(0, Math.min(MAX_WORDS_LENGTH, text.length()));
    }
}
