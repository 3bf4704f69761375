package org.reprise.telegram;

import java.time.Instant;
import java.util.List;

/**
 * A recipient who was claimed, and perhaps written to, by a process that is gone.
 *
 * @param reference as in {@link OutgoingMessage}
 * @param claimedAt nothing was handed over before this
 * @param texts the texts that may have been handed over
 */
public record Claim(long recipient, long reference, Instant claimedAt, List<String> texts) {}
