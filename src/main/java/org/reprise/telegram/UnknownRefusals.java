package org.reprise.telegram;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.reprise.telegram.SendOutcome.Reason;

/**
 * Refusals in words that {@link ErrorWords} does not know. One is taken for the recipient's own. Several in a row, with
 * nobody reached in between, are the message's fault or the session's: the campaign ends before it has used up
 * everybody.
 */
public final class UnknownRefusals {
    private static final Logger LOG = Logger.getLogger(UnknownRefusals.class.getName());
    private static final int SEVERAL = 3;

    private final Map<Sender, Integer> inARow = new ConcurrentHashMap<>();

    private record Sender(long session, long reference) {}

    /** @param words that Telegram refused it with, where it did */
    public SendOutcome judge(Session session, OutgoingMessage message, String words, SendOutcome outcome) {
        var sender = new Sender(session.id(), message.reference());
        if (outcome instanceof SendOutcome.Refused refused && refused.reason() == Reason.UNRECOGNISED) {
            LOG.warning(() -> "session " + session.name() + ", user " + message.recipient()
                    + ": Telegram refuses in words that Reprise does not know: " + words);
            if (inARow.merge(sender, 1, Integer::sum) < SEVERAL) {
                return outcome;
            }
            inARow.remove(sender);
            return new SendOutcome.MessageRejected(words);
        }
        inARow.remove(sender);
        return outcome;
    }
}
