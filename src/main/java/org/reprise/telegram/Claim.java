package org.reprise.telegram;

import java.time.Instant;
import java.util.List;

/**
 * A recipient who was claimed, and perhaps written to, by a process that is gone.
 *
 * @param reference as in {@link OutgoingMessage}
 * @param run of the sender, as in {@link TelegramGateway#notes}; 0: not known
 * @param claimedAt nothing was handed over before this
 * @param texts the texts that may have been handed over
 */
public record Claim(long recipient, long reference, int run, Instant claimedAt, List<String> texts) {}
