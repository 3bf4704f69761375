package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Audience;
import org.reprise.audience.CategoryCriterion;
import org.reprise.audience.ContactsChanged;
import org.reprise.audience.Headcount;
import org.reprise.audience.LeftOut;
import org.reprise.audience.RuleTerms;
import org.reprise.audience.Samples;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Selection;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.message.Message;
import org.reprise.storage.StorageFailed;

/**
 * How many people campaigns set out to reach, and whom they leave out; kept true when people come in, or come into
 * another category.
 */
@ApplicationScoped
public class AudienceSizes {
    private static final Logger LOG = Logger.getLogger(AudienceSizes.class.getName());

    private final Campaigns campaigns;
    private final CampaignStore store;
    private final SessionService sessions;
    private final Audience audience;
    private final RuleTerms terms;
    private final DeliveryLedger ledger;
    private final Samples samples;

    @Inject
    public AudienceSizes(
            Campaigns campaigns,
            CampaignStore store,
            SessionService sessions,
            Audience audience,
            RuleTerms terms,
            DeliveryLedger ledger,
            Samples samples) {
        this.campaigns = campaigns;
        this.store = store;
        this.sessions = sessions;
        this.audience = audience;
        this.terms = terms;
        this.ledger = ledger;
        this.samples = samples;
    }

    /**
     * With a copy of each segment that the targeting names.
     *
     * @param before the campaign's targeting; everybody for a new one
     * @throws CampaignRefused invalid: the targeting asks for something that the account does not have
     */
    CampaignSettings resolved(CampaignSettings settings, Targeting before) {
        var targeting = settings.targeting();
        var selection = terms.resolved(settings.accountId(), targeting.selection(), before.selection());
        var resolved = settings.withTargeting(targeting.with(selection));
        refuseUnknown(resolved);
        return resolved;
    }

    /** @throws CampaignRefused invalid: a placeholder asks for what the account does not know of anybody */
    void refuseUnknownFields(Message message, long account) {
        MessageEdit.requireFields(message, () -> audience.fields(account));
    }

    /** The same of a targeting that is only asked about. */
    Targeting resolved(long account, Targeting targeting) {
        var resolved = targeting.with(terms.resolved(account, targeting.selection(), Selection.EVERYBODY));
        terms.wrong(account, resolved.leaves()).ifPresent(wrong -> {
            throw CampaignRefused.invalid("rule", wrong);
        });
        return resolved;
    }

    /**
     * Without what the targeting asks for, everybody would be messaged whom it is to keep out.
     *
     * @throws CampaignRefused invalid: the targeting asks for something that the account does not have
     */
    void refuseUnknown(CampaignSettings settings) {
        unknown(settings).ifPresent(wrong -> {
            for (var criterion : CategoryCriterion.values()) {
                refuseUnknown(criterion, settings);
            }
            throw CampaignRefused.invalid("rule", wrong);
        });
    }

    /** Under the name by which it was asked for. */
    private void refuseUnknown(CategoryCriterion criterion, CampaignSettings settings) {
        var asked = settings.targeting().find(criterion).orElse(List.of()).stream()
                .filter(name -> terms.wrong(settings.accountId(), Stream.of(new InCategory(List.of(name))))
                        .isPresent())
                .collect(Collectors.joining(", "));
        if (!asked.isEmpty()) {
            throw CampaignRefused.invalid(
                    criterion.key(), LocalizedMessage.of("campaign.categories", asked, criterion.key()));
        }
    }

    /** What the targeting asks for first and the account does not have, in words. */
    Optional<LocalizedMessage> unknown(CampaignSettings settings) {
        return terms.wrong(settings.accountId(), settings.targeting().leaves());
    }

    /**
     * How many contacts a campaign with these settings would be for, before its limit; of very many, about how many.
     *
     * @throws CampaignRefused invalid: no such session, or the targeting asks for what is not there
     */
    public Headcount of(String session, long accountId, Targeting targeting) {
        var named = sessions.named(session, accountId);
        return audience.count(named, resolved(accountId, targeting), samples.of(named));
    }

    /**
     * The first contact after {@code userId} whom it selects, in the order in which a run meets them.
     *
     * @throws CampaignRefused invalid: no such session, or the targeting asks for something that the account does not
     *     have
     */
    public OptionalLong next(String session, long accountId, Targeting targeting, long userId) {
        return audience.nextSelected(sessions.existing(session, accountId), resolved(accountId, targeting), userId);
    }

    /** The same of a campaign that is about to be made, each counted: its limit, progress and end go by it. */
    long of(CampaignSettings settings) {
        return audience.count(settings.session(), settings.targeting());
    }

    /**
     * Whom the campaign's targeting selects, and who is left out all the same; whom it has reached is not among them.
     */
    public LeftOut leftOut(Campaign campaign) {
        var reached = ledger.reachedAndLeftOut(campaign.id(), campaign.session(), campaign.targeting());
        return audience.leftOut(campaign.session(), campaign.targeting()).without(reached);
    }

    /** The same of a campaign that is not there yet. */
    public LeftOut leftOut(String session, long accountId, Targeting targeting) {
        return audience.leftOut(sessions.named(session, accountId), resolved(accountId, targeting));
    }

    /**
     * Counts the audience of the session's campaigns anew. Those that are done keep what they set out for: a resume
     * counts anyway.
     */
    public void countAnew(@Observes ContactsChanged event) {
        try {
            campaigns.of(event.session()).stream()
                    .filter(campaign -> !campaign.hasEnded())
                    .forEach(this::recount);
        } catch (StorageFailed e) {
            // the contacts are in; an old size must not make their import look failed
            LOG.log(
                    e.level(),
                    () -> "audiences of session " + event.session().name() + " were not counted anew: "
                            + e.getMessage());
        }
    }

    /**
     * Counts the audience anew: at creation and whenever contacts came; for a campaign that had ended, when it goes on.
     * Counting ten millions takes a second or two, so no first message waits for it.
     */
    Campaign recount(Campaign campaign) {
        // who was reached and is left out, not selected or erased since was one of those it set out to reach, and
        // counts as reached
        long size = of(campaign.settings())
                + ledger.reachedAndLeftOut(campaign.id(), campaign.session(), campaign.targeting())
                        .total()
                + ledger.reachedAndUnselected(campaign.id(), campaign.session(), campaign.targeting())
                + ledger.reachedAndErased(campaign.id(), campaign.session());
        return store.changed(campaigns.change(
                campaign.id(), null, now -> now.audienceSize() == size ? now : now.withAudienceOf(size)));
    }

    /** The same of one that runs: nobody is told that it does not; whenever contacts come, it is counted again. */
    Campaign recountIfPossible(Campaign running) {
        try {
            return recount(running);
        } catch (StorageFailed e) {
            LOG.log(e.level(), () -> "campaign " + running.id() + " runs, but is not counted anew: " + e.getMessage());
            return running;
        }
    }
}
