package org.reprise.telegram.sandbox;

import java.time.Duration;
import java.util.Optional;
import org.reprise.Settings;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome.Reason;

/** What awaits each recipient of one session: of anyone with a user id, in the population or not. */
final class SandboxBehaviour {
    private static final int MIN_FLOOD_MILLIS = 1_000;
    private static final int MAX_FLOOD_MILLIS = 3_000;

    private final Settings.Sandbox settings;
    private final Chance refusal;
    private final Chance reason;
    private final Chance flood;
    private final Chance floodLength;
    private final Chance reply;
    private final Chance lostReply;
    private final Chance arrival;

    SandboxBehaviour(Settings.Sandbox settings, Chance session) {
        this.settings = settings;
        this.refusal = session.about("refusal");
        this.reason = session.about("reason");
        this.flood = session.about("flood");
        this.floodLength = session.about("flood length");
        this.reply = session.about("reply");
        this.lostReply = session.about("lost reply");
        this.arrival = session.about("arrival");
    }

    /** Why the recipient can never be reached, if so: 7 of 10 blocked us, 2 are gone, 1 is restricted. */
    Optional<Reason> refusal(long recipient) {
        if (refusal.fraction(recipient) * 100 >= settings.refusedPercent()) {
            return Optional.empty();
        }
        long tenth = reason.below(recipient, 10);
        return Optional.of(tenth < 7 ? Reason.BLOCKED : tenth < 9 ? Reason.DEACTIVATED : Reason.PRIVACY_RESTRICTED);
    }

    /** How long the session must pause at the first message to the recipient: 1 to 3 s, zero for most. */
    Duration floodWait(long recipient) {
        if (settings.floodEvery() == 0 || flood.below(recipient, settings.floodEvery()) != 0) {
            return Duration.ZERO;
        }
        long extra = floodLength.below(recipient, MAX_FLOOD_MILLIS - MIN_FLOOD_MILLIS + 1);
        return Duration.ofMillis(MIN_FLOOD_MILLIS + extra);
    }

    /** Whether the reply to the first message gets lost on its way. */
    boolean losesReply(long recipient) {
        return lostReply.fraction(recipient) * 100 < settings.lostRepliesPercent();
    }

    /** Whether a message without a reply arrived all the same: every other one does. */
    boolean arrivesWithoutReply(long recipient) {
        return arrival.fraction(recipient) < 0.5;
    }

    /** From 0.5 to 1.5 times the latency that is set. */
    Duration replyTime(OutgoingMessage message) {
        double factor = 0.5 + reply.fraction(message.recipient() ^ Long.rotateLeft(message.reference(), 32));
        return Duration.ofNanos((long) (settings.latency().toNanos() * factor));
    }
}
