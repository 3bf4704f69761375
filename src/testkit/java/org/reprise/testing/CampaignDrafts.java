package org.reprise.testing;

import java.time.Duration;
import org.reprise.audience.Targeting;
import org.reprise.campaign.CampaignDraft;
import org.reprise.message.Extras;
import org.reprise.message.TextFormat;

/**
 * Builds drafts of account 1: a plain text for everybody on the session demo, as fast as it goes, unless told
 * otherwise.
 */
public final class CampaignDrafts {
    private final String text;
    private long account = 1;
    private String name;
    private String session = "demo";
    private Long limit;
    private Duration pace = Duration.ZERO;
    private TextFormat format = TextFormat.PLAIN;
    private Targeting targeting = Targeting.EVERYBODY;
    private Extras extras = Extras.NONE;

    private CampaignDrafts(String text) {
        this.text = text;
    }

    public static CampaignDrafts aCampaign(String text) {
        return new CampaignDrafts(text);
    }

    public CampaignDrafts of(long accountId) {
        account = accountId;
        return this;
    }

    public CampaignDrafts named(String to) {
        name = to;
        return this;
    }

    public CampaignDrafts on(String sessionName) {
        session = sessionName;
        return this;
    }

    public CampaignDrafts limit(long to) {
        limit = to;
        return this;
    }

    public CampaignDrafts pace(Duration to) {
        pace = to;
        return this;
    }

    public CampaignDrafts format(TextFormat to) {
        format = to;
        return this;
    }

    public CampaignDrafts to(Targeting whom) {
        targeting = whom;
        return this;
    }

    public CampaignDrafts extras(Extras to) {
        extras = to;
        return this;
    }

    public CampaignDraft draft() {
        return new CampaignDraft(account, name, session, text, limit, null, pace, targeting, format, extras);
    }
}
