package org.reprise.telegram.sandbox;

import java.io.IOException;
import java.time.Clock;
import org.reprise.Settings;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;

/** Telegram as one sandbox session meets it. */
final class SandboxSession implements AutoCloseable {
    /** Telegram's own limit, in UTF-16 units. */
    private static final int LONGEST_TEXT = 4_096;

    final Fates fates;
    final SandboxInbox inbox;
    final SandboxPopulation population;
    private final FloodGate flood = new FloodGate();
    private final Clock clock;

    SandboxSession(Settings settings, String name, Clock clock) {
        var chance = Chance.of(settings.sandbox().seed(), name);
        this.clock = clock;
        this.fates = new Fates(settings.sandbox(), chance);
        this.inbox = new SandboxInbox(settings.dataDir(), name, clock);
        this.population = new SandboxPopulation(settings.sandbox().contacts(), chance);
    }

    /** Decides on the spot, and a message that is accepted has arrived when this returns: only the reply is late. */
    SendOutcome receive(OutgoingMessage message) {
        if (message.text() == null || message.text().isBlank()) {
            return new SendOutcome.MessageRejected("message text is empty");
        }
        if (message.text().length() > LONGEST_TEXT) {
            return new SendOutcome.MessageRejected("message is too long");
        }
        var wait = flood.holds(message, fates.floodWait(message.recipient()), clock.instant());
        if (!wait.isZero()) {
            return new SendOutcome.Throttled(wait, "flood wait");
        }
        var refusal = fates.refusal(message.recipient());
        return refusal.isPresent() ? new SendOutcome.Refused(refusal.get()) : accept(message);
    }

    private SendOutcome accept(OutgoingMessage message) {
        try {
            inbox.put(message);
            return new SendOutcome.Sent();
        } catch (IOException e) {
            return new SendOutcome.SessionLost("the sandbox cannot write to its inbox: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        inbox.close();
    }
}
