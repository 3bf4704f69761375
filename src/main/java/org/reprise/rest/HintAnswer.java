package org.reprise.rest;

import jakarta.json.JsonArray;
import java.util.List;
import org.reprise.campaign.Campaign;
import org.reprise.message.TextFormat;
import org.reprise.message.TextHint;

/** What looks like a slip in a campaign's text, told to whoever wrote it: Telegram takes it as it is. */
final class HintAnswer {
    private HintAnswer() {}

    /** Null without any. */
    static JsonArray of(Campaign campaign) {
        var hints = hints(campaign);
        return hints.isEmpty()
                ? null
                : JsonBody.array(hints.stream().map(HintAnswer::json).toList());
    }

    private static List<TextHint> hints(Campaign campaign) {
        try {
            return campaign.message().outline().hints();
        } catch (TextFormat.Unparsable ofAnOlderReprise) {
            return List.of();
        }
    }

    private static JsonBody json(TextHint hint) {
        return JsonBody.with("position", hint.position()).and("hint", hint.said());
    }
}
