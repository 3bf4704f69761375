package org.reprise.access;

import java.time.Duration;
import org.reprise.LocalizedMessage;

/**
 * How many messages of an account's campaigns together a person gets at the most within some days.
 *
 * @param messages 1 to {@link #MOST_MESSAGES}
 * @param days 1 to {@link #MOST_DAYS}, each of 24 hours
 */
public record FrequencyCap(int messages, int days) {
    public static final int MOST_MESSAGES = 100;
    public static final int MOST_DAYS = 365;

    /** @throws AccessRefused invalid */
    public static FrequencyCap of(long messages, long days) {
        if (messages < 1 || messages > MOST_MESSAGES || days < 1 || days > MOST_DAYS) {
            throw AccessRefused.invalid(
                    "frequency_cap", LocalizedMessage.of("account.cap.range", MOST_MESSAGES, MOST_DAYS));
        }
        return new FrequencyCap((int) messages, (int) days);
    }

    /** How far it looks back. */
    public Duration window() {
        return Duration.ofDays(days);
    }
}
