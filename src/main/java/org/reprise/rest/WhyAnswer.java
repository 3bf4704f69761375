package org.reprise.rest;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.reprise.audience.Criterion.Unmet;
import org.reprise.campaign.Why;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.LedgerEntry;
import org.reprise.message.Filling.Filled;

/** An answer to why somebody is, or is not, written to: a word for programs, what it rests on, and a sentence. */
final class WhyAnswer {
    private WhyAnswer() {}

    /** @param got what they were sent; empty: nothing, or it is not known */
    static JsonObject of(Why why, Optional<Filled> got, Locale locale) {
        return JsonBody.with("campaign_id", why.campaign().id())
                .and("user_id", String.valueOf(why.person().userId()))
                .and("name", why.name())
                .and("case", why.eligibility().kind())
                .and("status", why.campaign().status())
                .and("facts", facts(why.eligibility()))
                .andIfThere("text", got.map(filled -> filled.text().text()).orElse(null))
                .andIfThere("html", got.map(Filled::html).orElse(null))
                .and(
                        "sentence",
                        why.sentence(time -> Languages.inWords(time, locale)).in(locale))
                .build();
    }

    /** Those that the case rests on, and no others. */
    private static JsonBody facts(Eligibility answer) {
        if (answer instanceof Eligibility.NotTargeted missed) {
            return unmet(missed.unmet());
        } else if (answer instanceof Eligibility.LeftOut leftOut) {
            return JsonBody.with("since", leftOut.optOut().since());
        } else if (answer instanceof Eligibility.OverLimit over) {
            return JsonBody.with("limit", over.limit());
        } else if (answer instanceof Eligibility.Capped capped) {
            return JsonBody.with("messages", capped.cap().messages())
                    .and("days", capped.cap().days())
                    .and("until", capped.until());
        } else if (answer instanceof Eligibility.Claimed claimed) {
            return entry(claimed.entry());
        } else if (answer instanceof Eligibility.Reached reached) {
            return entry(reached.entry())
                    .and("message_id", orNull(reached.entry().messageId()));
        } else if (answer instanceof Eligibility.Uncertain uncertain) {
            return entry(uncertain.entry());
        } else if (answer instanceof Eligibility.Failed failed) {
            return entry(failed.entry())
                    .and("retryable", failed.obstacle().isEmpty())
                    .andIfThere("obstacle", failed.obstacle().orElse(null));
        }
        return JsonBody.empty();
    }

    private static JsonBody entry(LedgerEntry entry) {
        return JsonBody.with("at", entry.at())
                .and("revision", entry.revision())
                .andIfThere("reason", entry.reason().map(DeliveryReason::words).orElse(null))
                .andIfThere("words", entry.words());
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static JsonBody unmet(Unmet unmet) {
        var body = JsonBody.with("criterion", unmet.key());
        unmet.facts()
                .forEach((name, value) -> body.and(name, value instanceof List<?> many ? JsonBody.array(many) : value));
        return body;
    }
}
