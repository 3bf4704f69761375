package org.reprise.telegram.sandbox;

import java.time.Instant;
import org.reprise.message.Extras;
import org.reprise.message.TextFormat;

/**
 * A message that someone in the sandbox received.
 *
 * @param id unique among what the session sent
 * @param recipient who received it
 * @param at when it was handed over, to the millisecond
 * @param text as it was written, marks and all
 * @param reference as in {@link org.reprise.telegram.OutgoingMessage}
 */
public record InboxMessage(
        long id, long recipient, Instant at, String text, TextFormat format, Extras extras, long reference) {}
