package org.reprise.campaign;

import java.time.Instant;
import org.reprise.message.Message;

/**
 * One message that a campaign had.
 *
 * @param number from 1, in the order of the edits
 * @param sentCount how many recipients were sent it
 */
public record MessageRevision(int number, Message message, Instant createdAt, long sentCount) {}
