package org.reprise.audience;

import java.time.Instant;
import org.reprise.audience.LeftOut.Cause;

/**
 * Why no campaign of an account is sent to somebody.
 *
 * @param since when Reprise was told
 */
public record OptOut(Cause cause, Instant since) {}
