package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Headcount;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.Samples;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.Leaf.OfCampaign;
import org.reprise.audience.rule.Leaf.Outcome;
import org.reprise.audience.rule.Rule;
import org.reprise.campaign.Preflight.Kind;
import org.reprise.campaign.Preflight.Overlap;
import org.reprise.campaign.Preflight.Reason;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.LimitLeft;
import org.reprise.delivery.report.Prospects;
import org.reprise.delivery.report.Prospects.Facts;
import org.reprise.delivery.report.Prospects.Group;
import org.reprise.delivery.report.Prospects.Plan;
import org.reprise.message.Message;
import org.reprise.telegram.Session;

/**
 * Tells before a start whom it reaches, whom not and why. Reads every contact of the sender, or of very many those who
 * are drawn.
 */
@ApplicationScoped
public class PreflightService {
    private static final int SAMPLE = 5;

    /** Each takes a count over the contacts; whoever runs more has seen them overlap. */
    private static final int MOST_OVERLAPS = 20;

    /** Some ten microseconds each. */
    private static final int MOST_FILLED = 100_000;

    private final CampaignRegistry registry;
    private final SessionService sessions;
    private final HearingService hearing;
    private final AudienceSizes audiences;
    private final Prospects prospects;
    private final Samples samples;

    @Inject
    public PreflightService(
            CampaignRegistry registry,
            SessionService sessions,
            HearingService hearing,
            AudienceSizes audiences,
            Prospects prospects,
            Samples samples) {
        this.registry = registry;
        this.sessions = sessions;
        this.hearing = hearing;
        this.audiences = audiences;
        this.prospects = prospects;
        this.samples = samples;
    }

    /**
     * Of a campaign that is there.
     *
     * @param time puts a time into words
     */
    public Preflight of(Campaign campaign, Function<Instant, String> time) {
        var plan = plan(campaign.id(), campaign.session(), campaign.targeting());
        var left = LimitLeft.of(campaign.cap(), campaign.tally().attempted());
        var warnings = Stream.concat(audiences.unknown(campaign.settings()).stream(), warnings(campaign.session()))
                .toList();
        return of(plan, left, campaign.pace(), campaign.message(), warnings, time);
    }

    /**
     * Of one that is not there yet.
     *
     * @param limit null: none
     * @param time puts a time into words
     * @throws CampaignRefused invalid: no such session, or the targeting asks for something that is not there
     */
    public Preflight of(
            String session, long account, Targeting asked, Long limit, Duration pace, Function<Instant, String> time) {
        return of(session, account, asked, limit, pace, null, time);
    }

    /** @param message null: none is written yet */
    public Preflight of(
            String session,
            long account,
            Targeting asked,
            Long limit,
            Duration pace,
            Message message,
            Function<Instant, String> time) {
        var sender = sessions.existing(session, account);
        var targeting = audiences.resolved(account, asked);
        return of(
                plan(0, sender, targeting),
                LimitLeft.of(limit, 0),
                pace,
                message,
                warnings(sender).toList(),
                time);
    }

    /**
     * What another targeting would make of a campaign.
     *
     * @param selected whom it selects and who are not left out; whom the campaign has begun with counts
     * @param open those of them whom it has not begun with, also whom the account's cap holds back for now
     */
    public record Outlook(Headcount selected, Headcount open) {}

    /** @throws CampaignRefused invalid: the targeting asks for something that is not there */
    public Outlook outlook(Campaign campaign, Targeting asked) {
        var plan = plan(campaign.id(), campaign.session(), audiences.resolved(campaign.accountId(), asked));
        var groups = prospects.groups(plan);
        return new Outlook(
                people(plan, groups.stream().filter(group -> group.facts().areSelected())),
                people(plan, groups.stream().filter(group -> group.facts().areOpen())));
    }

    private Plan plan(long campaign, Session session, Targeting targeting) {
        return new Plan(campaign, session, targeting, samples.of(session));
    }

    private Preflight of(
            Plan plan,
            LimitLeft limit,
            Duration pace,
            Message message,
            List<LocalizedMessage> warnings,
            Function<Instant, String> time) {
        var groups = prospects.groups(plan);
        var eligible =
                people(plan, groups.stream().filter(group -> group.facts().equals(Facts.ELIGIBLE)));
        var recipients = eligible.upTo(limit.left().isPresent() ? limit.left().getAsLong() : null);
        boolean nobody = recipients.people() == 0;
        return new Preflight(
                people(plan, groups.stream()),
                people(plan, groups.stream().filter(group -> group.facts().unmet() < 0)),
                recipients,
                Forecast.of(recipients.people(), pace, plan.session().expectedRate()),
                reasons(plan, groups, eligible.without(recipients.people()), time),
                nobody ? List.of() : overlaps(plan),
                nobody ? List.of() : prospects.some(plan, Facts.ELIGIBLE, SAMPLE),
                message == null || !message.isPersonal() ? null : filling(plan, message),
                warnings);
    }

    private FillingForecast filling(Plan plan, Message message) {
        var forecast = new FillingForecast.Builder(message, SAMPLE);
        prospects.eligible(plan, MOST_FILLED, forecast::add);
        return forecast.done();
    }

    private static Headcount people(Plan plan, Stream<Group> groups) {
        return plan.sample().of(groups.mapToLong(Group::people).sum());
    }

    /** Facts that come later decide nothing: who is in the ledger and opted out since was reached. */
    private List<Reason> reasons(Plan plan, List<Group> groups, Headcount overLimit, Function<Instant, String> time) {
        var demands = plan.targeting().demandsInWords(time);
        var reasons = new ArrayList<Reason>();
        for (var state : State.values()) {
            add(reasons, plan, groups, kind(state), null, facts -> facts.entry() == state);
        }
        for (int i = 0; i < demands.size(); i++) {
            int number = i;
            add(
                    reasons,
                    plan,
                    groups,
                    Kind.NOT_TARGETED,
                    demands.get(i),
                    facts -> facts.entry() == null && facts.unmet() == number);
        }
        for (var cause : Cause.values()) {
            add(
                    reasons,
                    plan,
                    groups,
                    kind(cause),
                    null,
                    facts -> facts.entry() == null && facts.unmet() < 0 && facts.leftOut() == cause);
        }
        add(reasons, plan, groups, Kind.CAPPED, null, new Facts(null, -1, null, true)::equals);
        if (overLimit.people() > 0) {
            reasons.add(new Reason(Kind.OVER_LIMIT, null, overLimit, List.of()));
        }
        reasons.sort(Comparator.comparingLong((Reason reason) -> reason.people().people())
                .reversed());
        return reasons;
    }

    private static Kind kind(State state) {
        return switch (state) {
            case SENT -> Kind.REACHED;
            case FAILED -> Kind.FAILED;
            case UNCERTAIN -> Kind.UNCERTAIN;
            case CLAIMED -> Kind.CLAIMED;
        };
    }

    private static Kind kind(Cause cause) {
        return switch (cause) {
            case ASKED -> Kind.OPTED_OUT;
            case BLOCKED -> Kind.BLOCKED;
            case DEACTIVATED -> Kind.DEACTIVATED;
        };
    }

    private void add(
            List<Reason> reasons,
            Plan plan,
            List<Group> groups,
            Kind kind,
            LocalizedMessage demand,
            Predicate<Facts> which) {
        var concerned =
                groups.stream().filter(group -> which.test(group.facts())).toList();
        if (!concerned.isEmpty()) {
            var sample = concerned.stream()
                    .flatMap(group -> prospects.some(plan, group.facts(), SAMPLE).stream())
                    .limit(SAMPLE)
                    .toList();
            reasons.add(new Reason(kind, demand, people(plan, concerned.stream()), sample));
        }
    }

    /** Of another session's campaign it is known whom it has written to; of this one's, whom it is for as well. */
    private List<Overlap> overlaps(Plan plan) {
        return registry.all().stream()
                .filter(other -> other.isRunning()
                        && other.id() != plan.campaign()
                        && other.accountId() == plan.session().accountId())
                .limit(MOST_OVERLAPS)
                .map(other -> new Overlap(other, prospects.overlap(plan, theirs(plan.session(), other))))
                .filter(overlap -> overlap.people().people() > 0)
                .toList();
    }

    private static Rule theirs(Session session, Campaign other) {
        var reached = new OfCampaign(other.id(), Outcome.TRIED, null);
        return other.session().id() == session.id()
                ? new Rule.Any(List.of(other.targeting().rule(), reached))
                : reached;
    }

    private Stream<LocalizedMessage> warnings(Session session) {
        return Stream.concat(sessions.hindrance(session).stream(), hearing.warnings(session).stream());
    }
}
