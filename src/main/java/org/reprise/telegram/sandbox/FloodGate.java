package org.reprise.telegram.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.reprise.telegram.OutgoingMessage;

/**
 * The flood waits of one session. A wait holds for the session as a whole, as Telegram's does, and the message that met
 * it passes the next time. Safe for use by many threads; forgets when the process ends.
 */
final class FloodGate {
    private final FirstAttempts attempts = new FirstAttempts();
    private Instant opens = Instant.MIN;

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
        if (!attempts.isFirst(message)) {
            return Duration.ZERO;
        }
        opens = now.plus(fated);
        return fated;
    }
}
