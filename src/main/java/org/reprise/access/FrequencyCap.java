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

    /** @throws AccessRefused invalid, naming {@code messages} or {@code days} */
    public static FrequencyCap of(long messages, long days) {
        require("frequency_cap.messages", messages, MOST_MESSAGES);
        require("frequency_cap.days", days, MOST_DAYS);
        return new FrequencyCap((int) messages, (int) days);
    }

    private static void require(String member, long value, int most) {
        if (value < 1 || value > most) {
            throw AccessRefused.invalid(member, LocalizedMessage.of("account.cap.range", MOST_MESSAGES, MOST_DAYS));
        }
    }

    /** How far it looks back. */
    public Duration window() {
        return Duration.ofDays(days);
    }
}
