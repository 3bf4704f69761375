package org.reprise.campaign;

import java.time.Instant;
import org.reprise.Said;

/**
 * Something that happened to a campaign, for people to read.
 *
 * @param type created, started, edited, stopped, resumed, continued, completed, failed, counted-as-sent, released,
 *     archived or unarchived
 * @param details never a message's text; null when the type says it all
 */
public record Activity(Instant at, String type, Said details) {}
