package org.reprise.campaign;

import java.util.Optional;
import org.reprise.LocalizedMessage;
import org.reprise.Refused;
import org.reprise.restore.Doubt;

/** A use case that was refused; nothing was changed. What it says tells an operator what to do. */
public final class CampaignRefused extends Refused {

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
    private final transient Doubt doubt;

    private CampaignRefused(Code code, LocalizedMessage said) {
        this(code, null, said, null);
    }

    private CampaignRefused(Code code, String member, LocalizedMessage said, Doubt doubt) {
        super(member, said);
        this.code = code;
        this.doubt = doubt;
    }

    public Code code() {
        return code;
    }

    /** What has to be confirmed first, if that is why. */
    public Optional<Doubt> doubt() {
        return Optional.ofNullable(doubt);
    }

    public static CampaignRefused unknown() {
        return new CampaignRefused(Code.UNKNOWN, LocalizedMessage.of("campaign.unknown"));
    }

    /** @param member as {@link #member()}; null for none */
    static CampaignRefused unknown(String member, LocalizedMessage said) {
        return new CampaignRefused(Code.UNKNOWN, member, said, null);
    }

    static CampaignRefused conflict(LocalizedMessage said) {
        return new CampaignRefused(Code.CONFLICT, said);
    }

    static CampaignRefused idGivenOut(long id) {
        return new CampaignRefused(
                Code.ID_GIVEN_OUT, "campaign_id", LocalizedMessage.of("campaign.given-out", String.valueOf(id)), null);
    }

    static CampaignRefused unconfirmed(Doubt doubt) {
        var campaign = String.valueOf(doubt.campaign());
        return new CampaignRefused(
                Code.CONFLICT,
                null,
                doubt.people() == null
                        ? LocalizedMessage.of("campaign.maybe-reached.unknown", campaign)
                        : LocalizedMessage.of("campaign.maybe-reached", campaign, doubt.people()),
                doubt);
    }

    static CampaignRefused invalid(LocalizedMessage said) {
        return new CampaignRefused(Code.INVALID, said);
    }

    /** @param member as {@link #member()} */
    static CampaignRefused invalid(String member, LocalizedMessage said) {
        return new CampaignRefused(Code.INVALID, member, said, null);
    }

    static CampaignRefused stale(Campaign campaign, int seen) {
        return new CampaignRefused(
                Code.STALE,
                LocalizedMessage.of("campaign.changed", String.valueOf(campaign.id()), seen, campaign.version()));
    }
}
