package org.reprise.delivery.run;

import java.time.Instant;
import org.reprise.telegram.WaitCause;

/**
 * A run began or ceased to wait.
 *
 * @param cause null: it waits no more
 * @param until the earliest end, or null
 * @param since when the trouble began, or null: it is none
 */
public record RunWaiting(long campaignId, WaitCause cause, Instant until, Instant since) {}
