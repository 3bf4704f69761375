package org.reprise.campaign;

import org.reprise.Said;

/** A use case that was refused; nothing was changed. What it says tells an operator what to do. */
public final class CampaignRefused extends RuntimeException {

    public enum Code {
        /** There is no such campaign, or no such session. */
        UNKNOWN,
        /** The campaign's state forbids it. */
        CONFLICT,
        /** The campaign has its id from Reprise, so a caller that brings ids of its own may mean another. */
        ID_GIVEN_OUT,
        /** Somebody else changed the campaign since it was read. */
        STALE,
        /** What was asked for makes no sense. */
        INVALID
    }

    private final Code code;
    private final transient Said said;

    private CampaignRefused(Code code, Said said) {
        super(said.toString());
        this.code = code;
        this.said = said;
    }

    public Code code() {
        return code;
    }

    /** The message, for a page in another language than English. */
    public Said said() {
        return said;
    }

    public static CampaignRefused unknown() {
        return new CampaignRefused(Code.UNKNOWN, Said.of("campaign.unknown"));
    }

    static CampaignRefused unknown(Said said) {
        return new CampaignRefused(Code.UNKNOWN, said);
    }

    static CampaignRefused conflict(Said said) {
        return new CampaignRefused(Code.CONFLICT, said);
    }

    static CampaignRefused idGivenOut(long id) {
        return new CampaignRefused(Code.ID_GIVEN_OUT, Said.of("campaign.given-out", String.valueOf(id)));
    }

    static CampaignRefused invalid(Said said) {
        return new CampaignRefused(Code.INVALID, said);
    }

    static CampaignRefused stale(Campaign campaign, int seen) {
        return new CampaignRefused(
                Code.STALE, Said.of("campaign.changed", String.valueOf(campaign.id()), seen, campaign.version()));
    }
}
