package org.reprise.telegram.botapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;

/**
 * Refusals in words that {@link Verdict} does not know. One is taken for the recipient's own. Several in a row, with
 * nobody reached in between, are the message's fault or the bot's: the campaign ends before it has used up everybody.
 */
final class UnknownRefusals {
    private static final Logger LOG = Logger.getLogger(UnknownRefusals.class.getName());
    private static final int SEVERAL = 3;

    private final Map<Sender, Integer> inARow = new ConcurrentHashMap<>();

    private record Sender(long session, long reference) {}

    SendOutcome judge(Session session, OutgoingMessage message, Reply.Answer answer, SendOutcome outcome) {
        var sender = new Sender(session.id(), message.reference());
        if (outcome instanceof SendOutcome.Refused refused && refused.reason() == Reason.UNRECOGNISED) {
            LOG.warning(() -> "session " + session.name() + ", user " + message.recipient()
                    + ": Telegram refuses in words that Reprise does not know: " + answer.description());
            return inARow.merge(sender, 1, Integer::sum) < SEVERAL
                    ? outcome
                    : new SendOutcome.MessageRejected(answer.description());
        }
        inARow.remove(sender);
        return outcome;
    }
}
