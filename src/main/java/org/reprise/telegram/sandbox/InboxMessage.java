package org.reprise.telegram.sandbox;

import java.time.Instant;
import org.reprise.message.Extras;

/**
 * A message that someone in the sandbox received.
 *
 * @param id unique among what the session sent
 * @param at when it was handed over, to the millisecond
 * @param reference as in {@link org.reprise.telegram.OutgoingMessage}
 */
public record InboxMessage(long id, Instant at, String text, Extras extras, long reference) {}
