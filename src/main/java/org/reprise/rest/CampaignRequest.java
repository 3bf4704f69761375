package org.reprise.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.reprise.IsoTime;
import org.reprise.audience.Targeting;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignEdit;
import org.reprise.campaign.MessageEdit;
import org.reprise.campaign.TargetingEdit;
import org.reprise.message.Extras;
import org.reprise.telegram.Session;

/** Reads what an operator asks for out of the members that both families of routes share. */
@Dependent
class CampaignRequest {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
    private static final Duration DEFAULT_PACE = Duration.ofSeconds(1);

    private final Owners owners;

    /** Asked once a request, and only by those that may name a time. */
    private ZoneId zone;

    @Inject
    CampaignRequest(Owners owners) {
        this.owners = owners;
    }

    /** Whose things a request is about. */
    interface Owners {
        /**
         * @param named null: none was
         * @throws org.reprise.access.AccessRefused unknown when it is not the caller's
         */
        long account(Long named);

        /** The account of whoever may name any and named none, who names this session. */
        long accountOf(String session);

        /** Empty: the caller has none of that id. */
        Optional<Session> session(long id);

        /** In which a time without an offset is meant. */
        ZoneId zone();
    }

    /**
     * @param now what answers say of the campaign that the request is about; of a new one, what they will say
     * @throws RequestRefused what is not understood
     */
    CampaignDraft draft(Members members, Supplier<JsonObject> now) {
        members.refuseChangeOfReadOnly(now, zone());
        var message = MessageForm.ofNew(members);
        var named = members.optionalInteger("account_id").map(owners::account).orElse(null);
        var session = session(members, named);
        return new CampaignDraft(
                named == null ? owners.accountOf(session) : named,
                members.optionalText("name").orElse(null),
                session,
                message.text(),
                members.optionalInteger("limit").orElse(null),
                members.optionalInteger("target_recipients").orElse(null),
                pace(members, DEFAULT_PACE),
                TargetingMembers.read(members, zone()),
                message.format(),
                ExtrasMembers.edit(members).appliedTo(Extras.NONE));
    }

    /**
     * @param ifVersion the version that the editor saw, or null
     * @param now as of {@link #draft}
     */
    CampaignEdit edit(Members members, Integer ifVersion, Supplier<JsonObject> now) {
        members.refuseNull("message", "message_text", "session", "telegram_session_id", "account_id");
        members.refuseChangeOfReadOnly(now, zone());
        var message = MessageForm.ofEdit(members);
        var edit = CampaignEdit.NOTHING
                .ifVersion(ifVersion)
                .message(new MessageEdit(message.text(), message.format(), ExtrasMembers.edit(members)))
                .targeting(targetingEdit(members));
        var account = members.optionalInteger("account_id").map(owners::account).orElse(null);
        if (account != null) {
            edit = edit.account(account);
        }
        if (members.has("session") || members.has("telegram_session_id")) {
            edit = edit.session(session(members, account));
        }
        if (members.has("limit")) {
            edit = edit.limit(members.optionalInteger("limit").orElse(null));
        }
        if (members.has("name")) {
            edit = edit.name(members.optionalText("name").orElse(""));
        }
        var pace = pace(members, null);
        return pace == null ? edit : edit.pace(pace);
    }

    /**
     * Whom a campaign would be for.
     *
     * @param limit null: none
     */
    record Prospect(String session, long account, Targeting targeting, Long limit, Duration pace) {}

    /** @throws RequestRefused what is not understood */
    Prospect prospect(Members members) {
        var named = members.optionalInteger("account_id").map(owners::account).orElse(null);
        var session = session(members, named);
        var limit = members.optionalInteger("limit").orElse(null);
        if (limit != null && limit < 1) {
            throw RequestRefused.invalid("limit", "limit must be at least 1.");
        }
        return new Prospect(
                session,
                named == null ? owners.accountOf(session) : named,
                TargetingMembers.read(members, zone()),
                limit,
                pace(members, DEFAULT_PACE));
    }

    /**
     * By its name, or by its id.
     *
     * @param account in which it has to be; null: any of the caller's
     */
    private String session(Members members, Long account) {
        return members.optionalInteger("telegram_session_id")
                .map(id -> owners.session(id)
                        .filter(session -> account == null || session.accountId() == account)
                        .map(Session::name)
                        .orElseThrow(() -> RequestRefused.invalid(
                                "telegram_session_id", "There is no session with the id " + id + ".")))
                .orElseGet(() -> Names.check("session", members.text("session")));
    }

    /** What an answer says of a request that left something open: how it was taken. */
    JsonBody taken(JsonBody answer, Members members, Campaign campaign) {
        boolean zoneless = members.times().values().stream().anyMatch(time -> !IsoTime.hasOffset(time));
        boolean translated = members.optionalText("message")
                .filter(text -> MessageForm.isTranslated(text, campaign))
                .isPresent();
        return answer.andIfThere("time_zone", zoneless ? zone().getId() : null)
                .andIfThere("format", translated ? campaign.message().format() : null);
    }

    private ZoneId zone() {
        if (zone == null) {
            zone = owners.zone();
        }
        return zone;
    }

    private TargetingEdit targetingEdit(Members members) {
        return new TargetingEdit(
                TargetingMembers.edit(members, zone()),
                members.has("target_recipients")
                        ? before -> members.optionalInteger("target_recipients").orElse(null)
                        : UnaryOperator.identity());
    }

    private static Duration pace(Members members, Duration otherwise) {
        var seconds = members.optionalNumber("sleep_time");
        if (seconds.isEmpty()) {
            return otherwise;
        }
        if (seconds.get().signum() < 0 || seconds.get().compareTo(DAY) > 0) {
            throw RequestRefused.invalid("sleep_time", "sleep_time must be 0 to 86400 seconds.");
        }
        return Duration.ofMillis(seconds.get().movePointRight(3).longValue());
    }
}
