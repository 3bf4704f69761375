package org.reprise.telegram.sandbox;

import java.io.IOException;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.message.FormattedText;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.message.VisibleText;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;

/** Telegram as one sandbox session meets it. */
final class SandboxSession implements AutoCloseable {
    static final SendOutcome NO_REPLY = new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME);

    final SandboxBehaviour behaviour;
    final SandboxInbox inbox;
    final SandboxPopulation population;
    private final FloodGate flood = new FloodGate();
    private final FirstAttempts unanswered = new FirstAttempts();
    private final TimeSource time;

    SandboxSession(Settings settings, String name, TimeSource time) {
        var chance = Chance.of(settings.sandbox().seed(), name);
        this.time = time;
        this.behaviour = new SandboxBehaviour(settings.sandbox(), chance);
        this.inbox = new SandboxInbox(settings.dataDir(), name, time);
        this.population = new SandboxPopulation(settings.sandbox().contacts(), chance);
    }

    /**
     * Decides on the spot, and a message that is accepted has arrived when this returns: only the reply is late, or
     * lost.
     */
    SendOutcome receive(OutgoingMessage message) {
        var flaw = flaw(message);
        if (flaw != null) {
            return new SendOutcome.MessageRejected(flaw);
        }
        var wait = flood.holds(message, behaviour.floodWait(message.recipient()), time.now());
        if (!wait.isZero()) {
            return new SendOutcome.Throttled(wait, WaitCause.FLOOD_WAIT);
        }
        var refusal = behaviour.refusal(message.recipient());
        if (refusal.isPresent()) {
            return new SendOutcome.Refused(refusal.get());
        }
        return behaviour.losesReply(message.recipient()) && unanswered.isFirst(message)
                ? lose(message)
                : accept(message);
    }

    /** It arrives or does not, and nobody tells. */
    private SendOutcome lose(OutgoingMessage message) {
        var accepted = behaviour.arrivesWithoutReply(message.recipient()) ? accept(message) : NO_REPLY;
        return accepted instanceof SendOutcome.Sent ? NO_REPLY : accepted;
    }

    /** What Telegram would find wrong with the text, or null. */
    private static String flaw(OutgoingMessage message) {
        if (message.text() == null) {
            return "message text is empty";
        }
        try {
            var text = FormattedText.parse(message.text(), message.format());
            int longest = message.extras().attachment() == null ? Message.MAX_TEXT_LENGTH : Message.MAX_CAPTION_LENGTH;
            return VisibleText.isBlank(text.text())
                    ? "message text is empty"
                    : text.length() > longest ? "message is too long" : null;
        } catch (TextFormat.Unparsable unparsable) {
            return "can't parse entities: " + unparsable.getMessage();
        }
    }

    private SendOutcome accept(OutgoingMessage message) {
        try {
            return new SendOutcome.Sent(inbox.put(message));
        } catch (IOException e) {
            return new SendOutcome.SessionLost("the sandbox cannot write to its inbox: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        inbox.close();
    }
}
