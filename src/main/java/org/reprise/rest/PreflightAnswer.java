package org.reprise.rest;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.reprise.audience.Contact;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.RuleLine;
import org.reprise.campaign.FillingForecast;
import org.reprise.campaign.Preflight;
import org.reprise.campaign.Preflight.Overlap;
import org.reprise.campaign.Preflight.Reason;

/** What a start would do, in an answer. */
final class PreflightAnswer {
    private PreflightAnswer() {}

    /** @param now when a start would be */
    static JsonObject of(Preflight preflight, Targeting targeting, Instant now, Locale locale) {
        var forecast = preflight.forecast();
        return JsonBody.with("contacts", preflight.contacts().people())
                .and("selected", preflight.selected().people())
                .and("recipients", preflight.people().people())
                .and("estimated", preflight.contacts().isEstimated())
                .andIfThere(
                        "margin",
                        preflight.contacts().isEstimated() ? preflight.people().margin() : null)
                .and(
                        "takes_seconds",
                        forecast.takes() == null ? null : forecast.takes().toSeconds())
                .and("ends_at", Times.wholeSeconds(forecast.ends(now)))
                .and("rule_text", RuleLine.of(targeting.selection()))
                .and("sample", people(preflight.sample()))
                .and(
                        "left_out",
                        JsonBody.array(preflight.reasons().stream()
                                .map(reason -> reason(reason, locale))
                                .toList()))
                .and(
                        "overlaps",
                        JsonBody.array(preflight.overlaps().stream()
                                .map(PreflightAnswer::overlap)
                                .toList()))
                .andIfThere("placeholders", preflight.filling() == null ? null : filling(preflight.filling()))
                .and(
                        "warnings",
                        JsonBody.array(preflight.warnings().stream()
                                .map(warning -> warning.in(locale))
                                .toList()))
                .build();
    }

    private static JsonBody reason(Reason reason, Locale locale) {
        return JsonBody.with("reason", reason.kind())
                .andIfThere(
                        "demand",
                        reason.demand() == null ? null : reason.demand().in(locale))
                .and("people", reason.people().people())
                .and("sample", people(reason.sample()));
    }

    private static JsonBody filling(FillingForecast filling) {
        return JsonBody.with("looked_at", filling.lookedAt())
                .and("longest", filling.longest())
                .and(
                        "longest_for",
                        filling.longestFor() == null
                                ? null
                                : String.valueOf(filling.longestFor().userId()))
                .and("limit", filling.limit())
                .and(
                        "left_out",
                        JsonBody.array(filling.leftOut().stream()
                                .map(group -> JsonBody.with(
                                                "reason", group.why().cause())
                                        .and("detail", group.why().detail())
                                        .and("people", group.people())
                                        .and("sample", people(group.sample())))
                                .toList()));
    }

    private static JsonBody overlap(Overlap overlap) {
        return JsonBody.with("campaign_id", overlap.campaign().id())
                .and("name", overlap.campaign().name())
                .and("people", overlap.people().people());
    }

    private static Object people(List<Contact> people) {
        return JsonBody.array(people.stream()
                .map(person -> JsonBody.with("user_id", String.valueOf(person.userId()))
                        .and("name", person.called()))
                .toList());
    }
}
