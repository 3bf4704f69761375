package org.reprise.campaign;

import org.reprise.LocalizedMessage;

/**
 * How many recipients a campaign may attempt in its life.
 *
 * @param limit at least 1; null: no limit
 * @param targetRecipients at least 1, holds where there is no limit; null: none
 */
public record Limits(Long limit, Long targetRecipients) {
    public static final Limits NONE = new Limits(null, null);

    /**
     * Of what somebody enters.
     *
     * @throws CampaignRefused invalid
     */
    static Limits entered(Long limit, Long targetRecipients) {
        check("limit", limit);
        check("target_recipients", targetRecipients);
        return new Limits(limit, targetRecipients);
    }

    private static void check(String member, Long limit) {
        if (limit != null && limit < 1) {
            throw CampaignRefused.invalid(member, LocalizedMessage.of("campaign.limit", member, limit));
        }
    }

    /** The most recipients that the campaign may attempt, or null. */
    public Long cap() {
        return limit != null ? limit : targetRecipients;
    }

    /** How many of {@code audience} the campaign may attempt. */
    public long most(long audience) {
        return cap() == null ? audience : Math.min(cap(), audience);
    }
}
