package org.reprise.rest;

import jakarta.json.JsonObject;
import java.util.Locale;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;

/** A targeting as the members it was given with; a bound that was not given is absent. */
final class TargetingAnswer {
    private TargetingAnswer() {}

    static JsonObject of(Targeting targeting) {
        return addTo(new JsonBody(), targeting).build();
    }

    static JsonBody addTo(JsonBody body, Targeting targeting) {
        add(body, "chat_start_time", targeting.chatStart());
        add(body, "newest_chat_time", targeting.newestChat());
        return body.and("categories", JsonBody.array(targeting.categories()))
                .and("include_categories", JsonBody.array(targeting.includeCategories()))
                .and("exclude_categories", JsonBody.array(targeting.excludeCategories()));
    }

    private static void add(JsonBody body, String name, Bound bound) {
        if (bound != null) {
            body.and(name, bound.time()).and(name + "_cmp", bound.side().name().toLowerCase(Locale.ROOT));
        }
    }
}
