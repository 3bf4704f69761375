package org.reprise.rest;

import static org.reprise.rest.Member.any;
import static org.reprise.rest.Member.byName;
import static org.reprise.rest.Member.choice;
import static org.reprise.rest.Member.count;
import static org.reprise.rest.Member.flag;
import static org.reprise.rest.Member.integer;
import static org.reprise.rest.Member.number;
import static org.reprise.rest.Member.object;
import static org.reprise.rest.Member.objects;
import static org.reprise.rest.Member.rows;
import static org.reprise.rest.Member.text;
import static org.reprise.rest.Member.texts;
import static org.reprise.rest.Member.time;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reprise.access.Role;
import org.reprise.audience.AttributeType;
import org.reprise.audience.ZoneSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.message.Extras;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Session;

/** The members that each kind of request takes. What stands here and nowhere else is known. */
enum RequestBody {
    /** Nothing, or an empty object. */
    STOP(List.of()),

    /** What is confirmed at start and resume, if anything is. */
    START(List.of(count(ConfirmationForm.MEMBER))),

    /** How many campaigns of doubtful reach are accepted as they are. */
    RESTORE(List.of(integer("campaigns").required())),

    RETRY(List.of(integer("confirmed").required())),

    UNCERTAIN(List.of(
            choice(UncertainResource.DECISION, UncertainResource.Decision.values())
                    .required(),
            integer("user_id"),
            integer("confirmed"))),

    EXECUTE(
            List.of(
                    integer("campaign_id").required(),
                    integer("id").insteadOf("campaign_id"),
                    text("session").required(),
                    integer("telegram_session_id").insteadOf("session"),
                    text("message").required(),
                    text("message_text").insteadOf("message"),
                    integer("account_id"),
                    flag("replace"),
                    count(ConfirmationForm.MEMBER)),
            Common.SETTINGS,
            Common.TARGETING,
            Common.NOT_BUILT,
            Common.ONLY_READ),

    CREATE(
            List.of(
                    integer("account_id"),
                    integer("telegram_session_id").required(),
                    text("session").insteadOf("telegram_session_id"),
                    text("message_text").required(),
                    text("message").insteadOf("message_text"),
                    integer("campaign_id").readOnly(),
                    integer("id").readOnly()),
            Common.SETTINGS,
            Common.TARGETING,
            Common.NOT_BUILT,
            Common.ONLY_READ),

    UPDATE(
            List.of(
                    text("message"),
                    text("message_text").insteadOf("message"),
                    text("session"),
                    integer("telegram_session_id").insteadOf("session"),
                    integer("account_id"),
                    integer("campaign_id").readOnly(),
                    integer("id").readOnly()),
            Common.SETTINGS,
            Common.TARGETING,
            Common.TIMES_NOT_BUILT,
            Common.ONLY_READ),

    REACHED(List.of(integer("user_id").required())),

    CONNECT(
            List.of(
                    integer("account_id"),
                    text("name").required(),
                    choice("kind", Session.Kind.values()).required(),
                    choice("gateway", Session.Via.values()),
                    text("token"),
                    text("phone")),
            readOnly(List.of(number("rate"), flag("paid_broadcast"))),
            Common.ONLY_READ_OF_SESSIONS),

    PACE(
            List.of(number("rate"), flag("paid_broadcast")),
            readOnly(List.of(
                    integer("account_id"),
                    text("name"),
                    choice("kind", Session.Kind.values()),
                    choice("gateway", Session.Via.values()),
                    text("phone"))),
            Common.ONLY_READ_OF_SESSIONS),

    LOGIN(List.of(text("phone").required(), integer("account_id"), text("name"))),

    /** By the phone number or the session's id; both have to mean the same session. */
    VERIFY(List.of(text("phone"), integer("session_id"), text("code"), text("password"), integer("account_id"))),

    SIGN_IN(List.of(text("email").required(), text("password").required())),

    SETUP(List.of(
            text("token"),
            text("email").required(),
            text("name").required(),
            text("password").required())),

    JOIN(List.of(text("invitation").required(), text("password").required())),

    PASSWORD(List.of(text("old_password").required(), text("password").required())),

    INVITE(List.of(
            text("email").required(),
            text("name").required(),
            choice("role", Role.values()).required())),

    PERSON(
            List.of(text("name"), choice("role", Role.values()), flag("disabled")),
            readOnly(List.of(
                    integer("id"),
                    integer("account_id"),
                    text("email"),
                    choice("state", "active", "invited", "disabled"),
                    time("created_at"),
                    time("last_signed_in_at")))),

    TOKEN(List.of(text("name").required(), choice("role", Role.values()).required(), time("expires_at"))),

    ACCOUNT(
            List.of(
                    text("name"),
                    text("zone"),
                    object(
                            "frequency_cap",
                            integer("messages").required(),
                            integer("days").required())),
            readOnly(List.of(integer("id")))),

    NEW_ACCOUNT(List.of(
            text("name").required(),
            text("owner_email").required(),
            text("owner_name").required())),

    CATEGORY(
            Common.CATEGORY_RULES,
            readOnly(List.of(
                    integer("id"), text("keywords_json"), integer("people"), time("created_at"), time("updated_at")))),

    SEGMENT(
            List.of(text("name").required(), Member.rule("rule"), text("rule_text")),
            readOnly(List.of(
                    integer("id"), integer("version"), any("campaigns"), time("created_at"), time("updated_at")))),

    PREVIEW(
            List.of(
                    integer("account_id"),
                    text("session"),
                    integer("telegram_session_id").insteadOf("session"),
                    integer("limit"),
                    number("sleep_time")),
            TargetingMembers.declared()),

    /** Of a message for one contact. */
    MESSAGE_PREVIEW(List.of(integer("user_id").required())),

    ATTRIBUTE(List.of(
            text("name").required(), choice("type", AttributeType.values()).required())),

    /** Also as its answer was, with changes. */
    CONTACT(
            List.of(
                    text("username"),
                    text("first_name"),
                    text("last_name"),
                    text("phone"),
                    text("language"),
                    text("zone"),
                    byName("attributes"),
                    texts("tags"),
                    texts("add_tags"),
                    texts("remove_tags")),
            readOnly(List.of(
                    text("session"),
                    integer("user_id"),
                    texts("categories"),
                    choice("zone_source", ZoneSource.values()),
                    time("first_message_at"),
                    time("last_message_at"),
                    time("opted_in_at"),
                    text("opt_in_source")))),

    TAGS(List.of(texts("tags").required())),

    CLASSIFY(List.of(text("text").required(), objects("categories", Common.CATEGORY_RULES))),

    /** Telegram's own: what is new in it is no mistake. */
    TELEGRAM_UPDATE(List.of(integer("update_id").required()));

    private final List<Member> members;

    @SafeVarargs
    RequestBody(List<Member>... members) {
        var all = new ArrayList<Member>();
        for (var some : members) {
            all.addAll(some);
        }
        this.members = List.copyOf(all);
    }

    List<Member> members() {
        return members;
    }

    /** Whether no body says the same as an empty object. */
    boolean mayBeEmpty() {
        return this == STOP || this == START;
    }

    /** Whether members are taken that do not stand here. */
    boolean isOpen() {
        return this == TELEGRAM_UPDATE;
    }

    private static List<Member> readOnly(List<Member> members) {
        return members.stream().map(Member::readOnly).toList();
    }

    /** What several of them take. */
    private static final class Common {
        static final List<Member> SETTINGS = List.of(
                text("name"),
                choice("format", TextFormat.values()),
                object(
                        "attachment",
                        choice("type", Extras.Kind.values()).required(),
                        text("url"),
                        text("file"),
                        text("name")),
                rows("buttons", text("label").required(), text("url").required()),
                flag("silent"),
                flag("protect"),
                integer("limit"),
                number("sleep_time"));

        static final List<Member> CATEGORY_RULES = List.of(
                text("name").required(), text("description"), texts("keywords"), text("regex"), texts("examples"));

        static final List<Member> TARGETING = Stream.concat(
                        Stream.of(integer("target_recipients")), TargetingMembers.declared().stream())
                .toList();

        /** Times to start and to pause at. */
        static final List<Member> TIMES_NOT_BUILT = Stream.of(
                        "schedule",
                        "schedule_at",
                        "scheduled_at",
                        "start_at",
                        "window",
                        "send_until",
                        "zone",
                        "catch_up")
                .map(name -> any(name).notBuilt())
                .toList();

        /** All that is known and not built of a new campaign. */
        static final List<Member> NOT_BUILT = TIMES_NOT_BUILT;

        static final List<Member> ONLY_READ = readOnly(List.of(
                choice("status", CampaignStatus.values()),
                time("created_at"),
                time("updated_at"),
                time("started_at"),
                time("completed_at"),
                integer("revision"),
                integer("sent_count"),
                integer("failed_count"),
                integer("uncertain_count"),
                integer("total_recipients"),
                text("filters_json"),
                text("session_phone"),
                text("account_email"),
                text("error")));

        static final List<Member> ONLY_READ_OF_SESSIONS = readOnly(List.of(
                integer("id"),
                choice("state", org.reprise.telegram.SessionState.values()),
                text("detail"),
                number("wished_rate"),
                text("rate_held_by"),
                any("hearing"),
                text("waiting_for"),
                time("waiting_until"),
                integer("chats_copied"),
                flag("all_chats_copied")));
    }
}
