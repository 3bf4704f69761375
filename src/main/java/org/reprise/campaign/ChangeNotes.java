package org.reprise.campaign;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reprise.LocalizedMessage;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.delivery.ledger.ActivityType;

/**
 * What the record of what was done says of a campaign's change: the settings that changed, before and after, under the
 * names of the HTTP contract. Of a message that it changed, and what of it; never its text.
 */
final class ChangeNotes {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ChangeNotes() {}

    /** Empty: nobody but Reprise does that, or it is no change that people make. */
    static Optional<AuditAction> action(ActivityType type) {
        if (type == null) {
            return Optional.empty();
        }
        return switch (type) {
            case EDITED -> Optional.of(AuditAction.CAMPAIGN_CHANGED);
            case STARTED -> Optional.of(AuditAction.CAMPAIGN_STARTED);
            case RESUMED, RETRIED -> Optional.of(AuditAction.CAMPAIGN_RESUMED);
            case STOPPED -> Optional.of(AuditAction.CAMPAIGN_STOPPED);
            case ARCHIVED -> Optional.of(AuditAction.CAMPAIGN_ARCHIVED);
            case UNARCHIVED -> Optional.of(AuditAction.CAMPAIGN_UNARCHIVED);
            // created, decided and accepted are noted where that is done
            case CREATED, COUNTED_AS_SENT, RELEASED, ACCEPTED, CONTINUED, COMPLETED, FAILED, RESTORED ->
                Optional.empty();
        };
    }

    /** @param like the campaign that it is a copy of; null: of none */
    static Change created(CampaignSettings settings, Long like) {
        var after = of(settings);
        if (like != null) {
            after.add("copy_of", like);
        }
        return Change.to(after.build());
    }

    static Change deleted(Campaign campaign) {
        return new Change(of(campaign.settings()).build(), null);
    }

    static Change between(Campaign before, Campaign after) {
        var was = members(before);
        var is = members(after);
        var changed = changed(before, after);
        return new Change(
                different(was, is).build(),
                (changed.isEmpty()
                                ? different(is, was)
                                : different(is, was).add("changed", JSON.createArrayBuilder(changed)))
                        .build());
    }

    private static JsonObject members(Campaign campaign) {
        return of(campaign.settings())
                .add("status", campaign.status().toString())
                .add("run", campaign.run())
                .add("revision", campaign.revision())
                .build();
    }

    /** What of its message is another one now. */
    private static List<String> changed(Campaign before, Campaign after) {
        var changed = new ArrayList<String>();
        if (!after.message().text().equals(before.message().text())) {
            changed.add("text");
        }
        if (!after.message().extras().equals(before.message().extras())) {
            changed.add("extras");
        }
        return changed;
    }

    /** Those of {@code members} that are not so among the others. */
    private static JsonObjectBuilder different(JsonObject members, JsonObject others) {
        var different = JSON.createObjectBuilder();
        members.entrySet().stream()
                .filter(member -> !member.getValue().equals(others.get(member.getKey())))
                .forEach(member -> different.add(member.getKey(), member.getValue()));
        return different;
    }

    private static JsonObjectBuilder of(CampaignSettings settings) {
        var limits = settings.limits();
        var targeting = settings.targeting().words(String::valueOf).stream()
                .map(LocalizedMessage::toString)
                .toList();
        return JSON.createObjectBuilder()
                .add("account_id", settings.accountId())
                .add("name", settings.name() == null ? JsonValue.NULL : JSON.createValue(settings.name()))
                .add("session", settings.session().name())
                .add("format", settings.message().format().toString())
                .add("limit", number(limits.limit()))
                .add("target_recipients", number(limits.targetRecipients()))
                .add("sleep_time", settings.pace().toMillis() / 1000.0)
                .add("targeting", JSON.createArrayBuilder(targeting));
    }

    private static JsonValue number(Long value) {
        return value == null ? JsonValue.NULL : JSON.createValue(value);
    }
}
