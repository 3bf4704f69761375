package org.reprise.delivery.run;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.reprise.access.FrequencyCap;
import org.reprise.audience.Targeting;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Message;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;

/**
 * A campaign as its run sees it. Edits replace it whole.
 *
 * @param version of the campaign's settings; a higher one is newer
 * @param revision number of {@code message}, from 1
 * @param cap most recipients the campaign may attempt in its life, or null
 * @param frequencyCap of the account: what one person gets of all its campaigns, or null
 * @param pace least time between two messages of this campaign; zero: only the session's own pace holds
 */
public record RunPlan(
        long campaignId,
        int run,
        int version,
        Session session,
        Targeting targeting,
        int revision,
        Message message,
        Long cap,
        FrequencyCap frequencyCap,
        Duration pace) {

    /** Whether claims that were made under the other plan are as many as may be made under this one. */
    boolean hasLimitsOf(RunPlan other) {
        return Objects.equals(cap, other.cap) && Objects.equals(frequencyCap, other.frequencyCap);
    }

    OutgoingMessage messageTo(long userId) {
        return new OutgoingMessage(userId, message, campaignId, revision);
    }

    OutgoingMessage messageTo(long userId, Filled filled) {
        return new OutgoingMessage(userId, filled, campaignId, revision);
    }

    /** Of a message with placeholders: what it is filled with, of all that is known of each of {@code users}. */
    Map<Long, Map<String, String>> needed(Collection<Long> users, Map<Long, Map<String, String>> known) {
        var placeholders = message.placeholders().orElseThrow();
        return users.stream()
                .distinct()
                .collect(Collectors.toMap(
                        user -> user, user -> placeholders.needed(known.getOrDefault(user, Map.of()))));
    }

    /**
     * How many recipients may be claimed and without an outcome at any time: a quarter of a second's permits, at least
     * one. It is also the most that a crash can leave in doubt.
     *
     * @param sessionRate messages a second, 0 for no limit
     */
    int window(double sessionRate) {
        double paced = pace.isZero() ? Double.MAX_VALUE : 1e9 / pace.toNanos();
        double rate = sessionRate <= 0 ? paced : Math.min(sessionRate, paced);
        return (int) Math.max(1, Math.min(1000, rate / 4));
    }
}
