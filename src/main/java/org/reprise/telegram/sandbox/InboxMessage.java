package org.reprise.telegram.sandbox;

import java.time.Instant;

/**
 * A message that someone in the sandbox received.
 *
 * @param at when it was handed over, to the millisecond
 * @param reference as in {@link org.reprise.telegram.OutgoingMessage}
 */
public record InboxMessage(Instant at, String text, long reference) {}
