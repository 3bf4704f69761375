package org.reprise.telegram.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.reprise.telegram.OutgoingMessage;

/**
 * The flood waits of one session. A wait holds for the session as a whole, as Telegram's does, and the message that met
 * it passes the next time. Safe for use by many threads; forgets when the process ends.
 */
final class FloodGate {
    private final Set<Turned> turnedAway = new HashSet<>();
    private Instant opens = Instant.MIN;

    private record Turned(long recipient, long reference) {}

    /**
     * @param fated the wait that the recipient's fate sets, zero for none
     * @return how long the session must still wait; zero: the message may pass
     */
    synchronized Duration holds(OutgoingMessage message, Duration fated, Instant now) {
        if (now.isBefore(opens)) {
            return Duration.between(now, opens);
        }
        if (fated.isZero()) {
            return Duration.ZERO;
        }
        // Forgotten as it passes: what is remembered are only messages between their two attempts.
        var attempt = new Turned(message.recipient(), message.reference());
        if (turnedAway.remove(attempt)) {
            return Duration.ZERO;
        }
        turnedAway.add(attempt);
        opens = now.plus(fated);
        return fated;
    }
}
