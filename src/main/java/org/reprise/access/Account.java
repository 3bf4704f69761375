package org.reprise.access;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A customer of this installation: people, senders, contacts and campaigns of one account are unknown to the others.
 *
 * @param zone in which a time without an offset is meant; null: the one of the settings
 * @param cap of what one person gets; null: none
 */
public record Account(long id, String name, ZoneId zone, FrequencyCap cap, Instant createdAt) {}
