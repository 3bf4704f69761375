package org.reprise.campaign;

import java.time.Instant;
import org.reprise.LocalizedMessage;
import org.reprise.delivery.ledger.ActivityType;

/**
 * Something that happened to a campaign, for people to read.
 *
 * @param details never a message's text; null when the type says it all
 * @param actor who did it; null: Reprise by itself, or whoever was at the machine
 */
public record Activity(Instant at, ActivityType type, LocalizedMessage details, String actor) {}
