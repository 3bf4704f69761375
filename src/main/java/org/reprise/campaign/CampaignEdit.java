package org.reprise.campaign;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/**
 * A change of some of a campaign's settings. It is a function of the settings that hold when it is made, so it is
 * applied again when somebody else changed the campaign meanwhile. Immutable: each method adds one change.
 *
 * @param ifVersion the version that the editor saw; null: any will do
 * @param draftOnly whether it is refused once the campaign was started; nobody got the text of a draft, so that it
 *     makes no new revision
 * @param goesOn whether it belongs to an edit that is on record already
 * @param session name of the session that is to send; null: the same
 * @param account in which the session is looked for; null: the campaign's
 * @param change of everything else; may throw {@link CampaignRefused}
 */
public record CampaignEdit(
        Integer ifVersion,
        boolean draftOnly,
        boolean goesOn,
        String session,
        Long account,
        UnaryOperator<CampaignSettings> change) {
    public static final CampaignEdit NOTHING =
            new CampaignEdit(null, false, false, null, null, UnaryOperator.identity());

    /** @param seen null: any version will do */
    public CampaignEdit ifVersion(Integer seen) {
        return new CampaignEdit(seen, draftOnly, goesOn, session, account, change);
    }

    /** Only while nobody was written to: what saves itself as somebody types must not go out half written. */
    public CampaignEdit ifDraft() {
        return new CampaignEdit(ifVersion, true, goesOn, session, account, change);
    }

    /** What saves itself as somebody types is one edit, however often it does: only its beginning is put on record. */
    public CampaignEdit goingOn(boolean is) {
        return new CampaignEdit(ifVersion, draftOnly, is, session, account, change);
    }

    public CampaignEdit session(String name) {
        return new CampaignEdit(ifVersion, draftOnly, goesOn, name, account, change);
    }

    public CampaignEdit account(long id) {
        return new CampaignEdit(ifVersion, draftOnly, goesOn, session, id, change)
                .and(settings -> settings.withAccount(id));
    }

    /** @param name a blank one clears it */
    public CampaignEdit name(String name) {
        return and(settings -> settings.withName(enteredName(name)));
    }

    public CampaignEdit message(MessageEdit message) {
        return and(settings -> settings.withMessage(message.appliedTo(settings.message())));
    }

    /** @param limit null clears it */
    public CampaignEdit limit(Long limit) {
        return and(settings ->
                settings.withLimits(Limits.entered(limit, settings.limits().targetRecipients())));
    }

    public CampaignEdit pace(Duration pace) {
        return and(settings -> settings.withPace(pace));
    }

    /** Refused while the campaign runs, if it changes whom the campaign is for. */
    public CampaignEdit targeting(TargetingEdit targeting) {
        return and(settings -> settings.withTargeting(targeting.appliedTo(settings.targeting()))
                .withLimits(targeting.appliedTo(settings.limits())));
    }

    private CampaignEdit and(UnaryOperator<CampaignSettings> next) {
        return new CampaignEdit(
                ifVersion, draftOnly, goesOn, session, account, settings -> next.apply(change.apply(settings)));
    }

    /**
     * Of what somebody enters: null where nothing of it can be seen.
     *
     * @throws CampaignRefused invalid
     */
    static String enteredName(String name) {
        if (name == null || VisibleText.isBlank(name)) {
            return null;
        }
        var stripped = name.strip();
        if (!VisibleText.isName(stripped)) {
            throw CampaignRefused.invalid("name", LocalizedMessage.of("campaign.name"));
        }
        return stripped;
    }
}
