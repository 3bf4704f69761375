package org.reprise.campaign;

/** A use case that was refused; nothing was changed. The message tells an operator what to do. */
public final class CampaignRefused extends RuntimeException {

    public enum Code {
        /** There is no such campaign, or no such session. */
        UNKNOWN,
        /** The campaign's state forbids it. */
        CONFLICT,
        /** Somebody else changed the campaign since it was read. */
        STALE,
        /** What was asked for makes no sense. */
        INVALID
    }

    private final Code code;

    private CampaignRefused(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public static CampaignRefused unknown() {
        return unknown("Campaign data not found");
    }

    static CampaignRefused unknown(String message) {
        return new CampaignRefused(Code.UNKNOWN, message);
    }

    public static CampaignRefused conflict(String message) {
        return new CampaignRefused(Code.CONFLICT, message);
    }

    public static CampaignRefused invalid(String message) {
        return new CampaignRefused(Code.INVALID, message);
    }

    static CampaignRefused stale(Campaign campaign, int seen) {
        return new CampaignRefused(
                Code.STALE,
                "Campaign " + campaign.id() + " was changed meanwhile: you saw version " + seen + ", it has version "
                        + campaign.version() + ". Read it again, then repeat the change.");
    }
}
