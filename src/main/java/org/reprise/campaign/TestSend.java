package org.reprise.campaign;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Audience;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactValues;
import org.reprise.audience.Contacts;
import org.reprise.audience.LeftOut;
import org.reprise.audience.OptOuts;
import org.reprise.audience.Targeting;
import org.reprise.message.Extras;
import org.reprise.message.Filling;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.session.SessionCannotSend;
import org.reprise.session.SessionLane;
import org.reprise.session.SessionLanes;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.WaitCause;

/**
 * Sends one message to one contact, to see how it looks there. It belongs to no campaign: nobody counts as reached. The
 * session's pace and pauses hold, and so does an opt-out.
 */
@ApplicationScoped
public class TestSend {
    private static final long TIMEOUT_SECONDS = 10;
    private static final int PEOPLE = 50;

    /** The reference of no campaign: those begin at 1. */
    private static final long NO_CAMPAIGN = 0;

    private final SessionService sessions;
    private final Audience audience;
    private final Contacts contacts;
    private final OptOuts optOuts;
    private final SessionLanes lanes;
    private final Audit audit;
    private final Consumer<Object> tell;

    @Inject
    public TestSend(
            SessionService sessions,
            Audience audience,
            Contacts contacts,
            OptOuts optOuts,
            SessionLanes lanes,
            Audit audit,
            Event<Object> events) {
        this(sessions, audience, contacts, optOuts, lanes, audit, events::fire);
    }

    /** @param tell hears of a session that cannot send */
    public TestSend(
            SessionService sessions,
            Audience audience,
            Contacts contacts,
            OptOuts optOuts,
            SessionLanes lanes,
            Audit audit,
            Consumer<Object> tell) {
        this.sessions = sessions;
        this.audience = audience;
        this.contacts = contacts;
        this.optOuts = optOuts;
        this.lanes = lanes;
        this.audit = audit;
        this.tell = tell;
    }

    /**
     * Some contacts of the session to choose from, those with the lowest ids; nobody while there is no such session.
     */
    public List<Contact> people(String sessionName) {
        return sessions.find(sessionName)
                .map(session -> audience.page(session, 0, PEOPLE))
                .orElse(List.of());
    }

    /** A message for one of the contacts. */
    public record Preview(Contact contact, Filling filling) {}

    /**
     * What the contact would get; nothing is sent.
     *
     * @throws CampaignRefused invalid: no such session or contact, or a text that Telegram would not take
     */
    public Preview preview(String sessionName, long userId, String text, TextFormat format, Extras extras) {
        var session = sessions.existing(sessionName, sessions.accountOf(sessionName));
        return preview(MessageEdit.entered(text, format, extras), session, userId);
    }

    /** The same of a message that was checked. */
    public Preview preview(Message message, Session session, long userId) {
        MessageEdit.requireFields(message, () -> audience.fields(session.accountId()));
        var contact = contacts.find(session, userId)
                .orElseThrow(() -> CampaignRefused.invalid(
                        "user_id", LocalizedMessage.of("trial.stranger", String.valueOf(userId), session.name())));
        return new Preview(contact, message.fill(ContactValues.of(contact)));
    }

    /** The next contact after {@code userId} whom a campaign selects, in the order in which a run meets them. */
    public OptionalLong next(Session session, Targeting targeting, long userId) {
        return audience.nextSelected(session, targeting, userId);
    }

    /**
     * Waits for Telegram's answer, ten seconds at the most; {@link SendOutcome.Unknown} when there is none by then.
     *
     * @throws CampaignRefused invalid: no such session or contact, opted out, or a text that Telegram would not take
     */
    @Needs(Role.OPERATOR)
    public SendOutcome send(String sessionName, long userId, String text, TextFormat format, Extras extras) {
        var message = MessageEdit.entered(text, format, extras);
        var session = sessions.named(sessionName, sessions.accountOf(sessionName));
        sessions.requireReady(session);
        MessageEdit.requireFields(message, () -> audience.fields(session.accountId()));
        var contact = contacts.find(session, userId);
        if (contact.isEmpty()) {
            throw CampaignRefused.invalid(LocalizedMessage.of("trial.stranger", String.valueOf(userId), sessionName));
        }
        var cause = optOuts.causes(session.accountId(), List.of(userId)).get(userId);
        if (cause != null) {
            throw CampaignRefused.invalid(leftOut(cause, String.valueOf(userId)));
        }
        var outgoing = outgoing(message, contact.get());
        // before it leaves: what is not recorded is not sent
        audit.note(
                session.accountId(),
                AuditAction.TEST_SENT,
                new Subject("contact", session.id() + "/" + userId),
                Change.NONE);
        return hand(session, outgoing);
    }

    /** As a campaign would send it to that contact. */
    private static OutgoingMessage outgoing(Message message, Contact contact) {
        long user = contact.userId();
        if (!message.isPersonal()) {
            return new OutgoingMessage(user, message, NO_CAMPAIGN);
        }
        var filling = message.placeholders().orElseThrow().fill(ContactValues.of(contact));
        if (filling instanceof Filling.LeftOut leftOut) {
            throw CampaignRefused.invalid(NotFilled.said(contact, leftOut));
        }
        return new OutgoingMessage(user, (Filled) filling, NO_CAMPAIGN, 0);
    }

    private SendOutcome hand(Session session, OutgoingMessage message) {
        var lane = lanes.of(session);
        long now = lane.nanos();
        var pause = lane.pause(now);
        if (pause.isPresent()) {
            return new SendOutcome.Throttled(pause.get().left(), pause.get().cause());
        }
        try {
            NANOSECONDS.sleep(lane.reserve(now) - now);
            return handNow(lane, session, message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.Unknown(SendOutcome.LostReply.GOING_DOWN);
        } catch (ExecutionException | TimeoutException e) {
            return new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME);
        }
    }

    /** The chat and the lane are left when the answer comes, however late that is. */
    private SendOutcome handNow(SessionLane lane, Session session, OutgoingMessage message)
            throws InterruptedException, ExecutionException, TimeoutException {
        long now = lane.nanos();
        var place = lane.enter(now);
        if (place.isEmpty()) {
            return new SendOutcome.Throttled(SessionLane.CHAT_INTERVAL, WaitCause.SLOW);
        }
        if (!place.get().takesChat(message.recipient(), now)) {
            place.get().leave(now);
            return new SendOutcome.Throttled(SessionLane.CHAT_INTERVAL, WaitCause.CHAT_BUSY);
        }
        place.get().prepare(session, message);
        var reply = place.get().send(session, message);
        var outcome = reply.get(TIMEOUT_SECONDS, SECONDS);
        if (outcome instanceof SendOutcome.Throttled) {
            lanes.save(lane);
        } else if (outcome instanceof SendOutcome.SessionLost lost) {
            tell.accept(new SessionCannotSend(session, lost.loss(), lost.cause()));
        } else if (outcome instanceof SendOutcome.Sent) {
            sessions.tryAgain(session);
        }
        return outcome;
    }

    private static LocalizedMessage leftOut(LeftOut.Cause cause, String user) {
        return switch (cause) {
            case ASKED -> LocalizedMessage.of("trial.opted-out", user);
            case BLOCKED -> LocalizedMessage.of("trial.blocked", user);
            case DEACTIVATED -> LocalizedMessage.of("trial.deactivated", user);
        };
    }
}
