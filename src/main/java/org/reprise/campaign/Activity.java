package org.reprise.campaign;

import java.time.Instant;

/**
 * Something that happened to a campaign, for people to read.
 *
 * <p><<<<<<< HEAD
 *
 * @param type created, started, edited, stopped, resumed, continued, completed, failed, counted-as-sent or released
 *     =======
 * @param type created, started, edited, stopped, resumed, continued, completed, failed, archived or unarchived >>>>>>>
 *     wt-e1
 * @param details never a message's text
 */
public record Activity(Instant at, String type, String details) {}
