package org.reprise.campaign;

import java.time.Instant;

/**
 * Something that happened to a campaign, for people to read.
 *
 * @param type created, started, edited, stopped, resumed, continued, completed, failed, archived or unarchived
 * @param details never a message's text
 */
public record Activity(Instant at, String type, String details) {}
