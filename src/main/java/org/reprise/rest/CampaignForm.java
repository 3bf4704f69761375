package org.reprise.rest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignEdit;
import org.reprise.telegram.Extras;
import org.reprise.telegram.TextFormat;

/** Reads what an operator asks for out of the members that both families of routes share. */
final class CampaignForm {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
    private static final Duration DEFAULT_PACE = Duration.ofSeconds(1);

    private CampaignForm() {}

    static CampaignDraft draft(Members members, long accountId, String session, String text) {
        return new CampaignDraft(
                accountId,
                null,
                name("session", session),
                text,
                members.optionalInteger("limit").orElse(null),
                members.optionalInteger("target_recipients").orElse(null),
                pace(members, DEFAULT_PACE),
                targeting(members),
                format(members),
                ExtrasForm.edit(members).appliedTo(Extras.NONE));
    }

    /** @param ifVersion the version that the editor saw, or null */
    static CampaignEdit edit(Members members, Integer ifVersion) {
        return new CampaignEdit(
                members.has("account_id") ? members.integer("account_id") : null,
                members.has("session") ? name("session", members.text("session")) : null,
                members.has("message") ? members.text("message") : null,
                members.has("limit"),
                members.optionalInteger("limit").orElse(null),
                pace(members, null),
                ifVersion,
                null,
                format(members),
                ExtrasForm.edit(members));
    }

    /** Null where the member is absent. */
    private static TextFormat format(Members members) {
        return members.optionalText("format")
                .map(name -> TextFormat.of(name)
                        .orElseThrow(() -> RequestRefused.invalid("format must be plain, html or markdown.")))
                .orElse(null);
    }

    private static Targeting targeting(Members members) {
        return new Targeting(
                bound(members, "chat_start_time"),
                bound(members, "newest_chat_time"),
                names(members, "categories"),
                names(members, "include_categories"),
                names(members, "exclude_categories"));
    }

    private static Duration pace(Members members, Duration otherwise) {
        var seconds = members.optionalNumber("sleep_time");
        if (seconds.isEmpty()) {
            return otherwise;
        }
        if (seconds.get().signum() < 0 || seconds.get().compareTo(DAY) > 0) {
            throw RequestRefused.invalid("sleep_time must be 0 to 86400 seconds.");
        }
        return Duration.ofMillis(seconds.get().movePointRight(3).longValue());
    }

    private static Bound bound(Members members, String name) {
        var time = members.optionalText(name);
        var side = side(name + "_cmp", members.optionalText(name + "_cmp").orElse("after"));
        return time.map(text -> new Bound(instant(name, text).toInstant(), side))
                .orElse(null);
    }

    private static Bound.Side side(String name, String text) {
        return switch (text) {
            case "after" -> Bound.Side.AFTER;
            case "before" -> Bound.Side.BEFORE;
            default -> throw RequestRefused.invalid(name + " must be after or before.");
        };
    }

    private static OffsetDateTime instant(String name, String text) {
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw RequestRefused.invalid(
                name + " must be a time with its offset, such as 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00.");
    }

    private static List<String> names(Members members, String member) {
        return members.texts(member).stream().map(each -> name(member, each)).toList();
    }

    /** What both databases can hold and a page can show. */
    static String name(String what, String text) {
        boolean unshowable = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (text.isBlank() || text.length() > 200 || unshowable) {
            throw RequestRefused.invalid(what + " must be a name of 1 to 200 characters without control characters.");
        }
        return text;
    }
}
