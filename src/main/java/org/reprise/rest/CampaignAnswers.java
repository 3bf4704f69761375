package org.reprise.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.reprise.campaign.Activity;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.HearingService;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.report.DeliveryLog;
import org.reprise.progress.Progress;
import org.reprise.progress.ProgressBoard;
import org.reprise.restore.MaybeReached;

/** How campaigns look to clients, the same in both families of routes. */
@Dependent
class CampaignAnswers {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    @Inject
    private ProgressBoard board;

    @Inject
    private Campaigns campaigns;

    @Inject
    private DeliveryLog deliveries;

    @Inject
    private HearingService hearing;

    @Inject
    private MaybeReached maybeReached;

    @Inject
    private Clock clock;

    JsonObject data(Campaign campaign) {
        var tally = board.of(campaign.id(), campaign.tally()).tally();
        return JsonBody.with("campaign_id", campaign.id())
                .and("data", settings(campaign))
                .and("status", campaign.status())
                .and("sent_count", tally.sent())
                .and("failed_count", tally.failed())
                .and("total_recipients", campaign.totalRecipients(tally))
                .andIfThere(
                        "maybe_reached",
                        maybeReached
                                .of(campaign.id())
                                .map(doubt -> ConfirmationForm.told(doubt.people()))
                                .orElse(null))
                .build();
    }

    /** All that answers say of a campaign, whatever the route: what a request may give back. */
    JsonObject now(long id) {
        return campaigns
                .find(id)
                .map(this::now)
                .orElseGet(() -> JSON.createObjectBuilder(ofNone())
                        .add("campaign_id", id)
                        .build());
    }

    private JsonObject now(Campaign campaign) {
        var progress = board.of(campaign.id(), campaign.tally());
        var all = JSON.createObjectBuilder(row(campaign));
        counts(campaign, progress, campaign.totalRecipients(progress.tally()))
                .and("started_at", campaign.times().startedAt())
                .and("completed_at", campaign.times().completedAt())
                .and("error", campaign.error())
                .and("revision", campaign.revision())
                .build()
                .forEach(all::add);
        settings(campaign).build().forEach(all::add);
        return all.build();
    }

    /** What answers will say of a campaign that is not made yet. */
    static JsonObject ofNone() {
        return JsonBody.with("status", CampaignStatus.CREATED)
                .and("revision", 1)
                .and("sent_count", 0)
                .and("failed_count", 0)
                .and("uncertain_count", 0)
                .build();
    }

    private static JsonBody settings(Campaign campaign) {
        var settings = JsonBody.with("message", campaign.message().text())
                .and("name", campaign.name())
                .and("format", campaign.message().format())
                .and("limit", campaign.limit())
                .and("account_id", campaign.accountId())
                .and("session", campaign.session().name())
                .and("created_at", campaign.times().createdAt())
                .andIfThere("updated_at", campaign.times().updatedAt())
                .and("target_recipients", campaign.settings().limits().targetRecipients())
                .and("sleep_time", seconds(campaign.pace()));
        ExtrasMembers.addTo(settings, campaign.message().extras());
        return TargetingMembers.addTo(settings, campaign.targeting());
    }

    JsonObject status(Campaign campaign) {
        var measured = board.of(campaign.id(), campaign.tally());
        var progress = campaign.isRunning()
                ? measured.expecting(campaign.pace(), campaign.session().expectedRate())
                : measured;
        long total = campaign.totalRecipients(progress.tally());
        return counts(campaign, progress, total)
                .and("success_rate", String.format(Locale.ROOT, "%.1f%%", progress.successPercent()))
                .and("current_recipient", text(progress.lastRecipient()))
                .and("started_at", campaign.times().startedAt())
                .and("completed_at", campaign.times().completedAt())
                .and("error", campaign.error() == null ? null : campaign.error().toString())
                .and(
                        "recent_activity",
                        JsonBody.array(campaigns.newestActivity(campaign).stream()
                                .map(CampaignAnswers::activity)
                                .toList()))
                .and("revision", campaign.revision())
                .and("rate_per_minute", tenths(progress.ratePerMinute()))
                .and("eta", campaign.isRunning() ? eta(progress, total) : null)
                .and("waiting_for", campaign.isRunning() ? waitingFor(progress) : null)
                .and("waiting_until", campaign.isRunning() ? Times.wholeSeconds(progress.waitingUntil()) : null)
                .and("waiting_since", campaign.isRunning() ? Times.wholeSeconds(progress.waitingSince()) : null)
                .andIfThere("warnings", warnings(campaign))
                .build();
    }

    /** Of a campaign that goes from one status to another. */
    JsonBody transition(String status, Campaign campaign) {
        return JsonBody.with("status", status)
                .and("campaign_id", campaign.id())
                .andIfThere("warnings", warnings(campaign));
    }

    /** What to know while it sends; null when there is nothing. */
    JsonArray warnings(Campaign campaign) {
        var warnings = hearing.warnings(campaign.session());
        return warnings.isEmpty() ? null : JsonBody.array(warnings);
    }

    /** Of an outage, with the second since when: the end of one is nobody's to tell. */
    private static String waitingFor(Progress progress) {
        var cause = progress.waitingFor();
        if (cause == null) {
            return null;
        }
        return progress.waitingSince() == null
                ? cause.toString()
                : cause + " since " + Times.wholeSeconds(progress.waitingSince());
    }

    /** An estimate: fractions of a second would claim too much. */
    private Instant eta(Progress progress, long total) {
        return Times.wholeSeconds(progress.eta(total, clock.instant()));
    }

    private static JsonBody counts(Campaign campaign, Progress progress, long total) {
        Tally tally = progress.tally();
        return JsonBody.with("campaign_id", campaign.id())
                .and("status", campaign.status())
                .and("progress_percent", tenths(progress.percentOf(total)))
                .and("total_recipients", total)
                .and("sent_count", tally.sent())
                .and("failed_count", tally.failed())
                .and("uncertain_count", tally.uncertain());
    }

    private static JsonBody activity(Activity activity) {
        return JsonBody.with("timestamp", activity.at())
                .and("type", activity.type())
                .and(
                        "details",
                        activity.details() == null ? "" : activity.details().toString())
                .andIfThere("actor", activity.actor());
    }

    JsonObject logs(Campaign campaign, DeliveryLog.Place before, int size) {
        var found = deliveries.page(campaign.id(), before, size + 1);
        var lines = found.subList(0, Math.min(size, found.size()));
        return JsonBody.with(
                        "logs", JsonBody.array(lines.stream().map(LogLine::json).toList()))
                .and("status", status(campaign))
                .and(
                        "total_logs",
                        board.of(campaign.id(), campaign.tally()).tally().processed())
                .and(
                        "formatted_logs",
                        String.join("\n", lines.stream().map(LogLine::formatted).toList()))
                .andIfThere("next_cursor", found.size() > size ? Cursors.after(lines.get(size - 1)) : null)
                .build();
    }

    /** Of a campaign just started or stopped. */
    JsonObject run(Campaign campaign) {
        var total = campaign.totalRecipients(
                board.of(campaign.id(), campaign.tally()).tally());
        return JsonBody.with("campaign_id", campaign.id())
                .and("status", campaign.status())
                .and("run", campaign.run())
                .and("total_recipients", total)
                .build();
    }

    static JsonObject row(Campaign campaign) {
        return JsonBody.with("id", campaign.id())
                .and("name", campaign.name())
                .and("message_text", campaign.message().text())
                .and("status", campaign.status())
                .and(
                        "filters_json",
                        TargetingMembers.answer(campaign.targeting()).toString())
                .and("telegram_session_id", campaign.session().id())
                .and("session_phone", campaign.session().phone())
                .and("account_email", null)
                .and("sent_count", campaign.tally().sent())
                .and("failed_count", campaign.tally().failed())
                .and("total_recipients", campaign.totalRecipients(campaign.tally()))
                .and("created_at", campaign.times().createdAt())
                .build();
    }

    private static BigDecimal seconds(Duration pace) {
        var seconds = BigDecimal.valueOf(pace.toMillis(), 3).stripTrailingZeros();
        return seconds.setScale(Math.max(0, seconds.scale()));
    }

    private static String text(Long userId) {
        return userId == null ? null : userId.toString();
    }

    /** Cut, not rounded: 100 means that nobody is left. */
    private static BigDecimal tenths(double number) {
        return BigDecimal.valueOf(number).setScale(1, RoundingMode.DOWN);
    }
}
