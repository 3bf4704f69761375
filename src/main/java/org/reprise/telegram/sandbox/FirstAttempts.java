package org.reprise.telegram.sandbox;

import java.util.HashSet;
import java.util.Set;
import org.reprise.telegram.OutgoingMessage;

/**
 * Which messages are tried for the first time, of those that something happens to then. Safe for use by many threads;
 * forgets when the process ends.
 */
final class FirstAttempts {
    private final Set<Attempt> seen = new HashSet<>();

    private record Attempt(long recipient, long reference) {}

    /** True, then false for the next attempt of the same message. */
    synchronized boolean isFirst(OutgoingMessage message) {
        var attempt = new Attempt(message.recipient(), message.reference());
        // forgotten with the second one: what is remembered are only messages between their two attempts
        return !seen.remove(attempt) && seen.add(attempt);
    }
}
