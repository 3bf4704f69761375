package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.primefaces.PrimeFaces;
import org.reprise.audience.ContactList;
import org.reprise.audience.ContactSync;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.ConnectionService;
import org.reprise.campaign.HearingService;
import org.reprise.delivery.report.SentSince;
import org.reprise.session.SessionLane;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionStatus;

/** The bots and accounts that send, and what can be done with them. */
@Named
@ViewScoped
public class SessionsPage implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    @Inject
    private ConnectionService desk;

    @Inject
    private ContactList contacts;

    @Inject
    private ContactSync sync;

    @Inject
    private HearingService hearing;

    @Inject
    private SentSince sent;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private transient List<SessionRow> shown;

    private Long leaving;
    private Long pacing;
    private Double rate;
    private boolean paidBroadcast;

    /** Read anew each time that the cards are drawn; until then what is pressed is about those that somebody sees. */
    public List<SessionRow> getShown() {
        var faces = FacesContext.getCurrentInstance();
        boolean isDrawn = faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE
                && faces.getAttributes().putIfAbsent(SessionsPage.class, true) == null;
        if (shown == null || isDrawn) {
            shown = read();
        }
        return shown;
    }

    private List<SessionRow> read() {
        var before = shown;
        var midnight = words.midnight();
        return desk.all().stream().map(status -> row(status, midnight, before)).toList();
    }

    private SessionRow row(SessionStatus status, Instant midnight, List<SessionRow> before) {
        var session = status.session();
        return new SessionRow(
                status,
                desk.username(session).orElse(null),
                new SessionRow.People(contacts.count(session), contacts.leftOut(session), sent.of(session, midnight)),
                desk.rate(session),
                desk.pause(session).map(pause -> pause(pause, session, before)).orElse(null),
                new SessionRow.Copying(sync.progress(session).orElse(null), sync.isComplete(session)),
                status.isReady() ? hearing.warning(session).orElse(null) : null);
    }

    /** The end of a pause that goes on is not told anew for the moments that it takes to look. */
    private SessionRow.Pause pause(SessionLane.Pause pause, Session session, List<SessionRow> before) {
        var now = new SessionRow.Pause(pause.cause(), words.now().plus(pause.left()));
        return (before == null ? List.<SessionRow>of() : before)
                .stream()
                        .filter(row -> row.id() == session.id() && row.pause() != null)
                        .map(SessionRow::pause)
                        .filter(was -> was.cause() == now.cause()
                                && Duration.between(was.until(), now.until())
                                                .abs()
                                                .compareTo(A_MOMENT)
                                        < 0)
                        .findFirst()
                        .orElse(now);
    }

    /** Cards are drawn again only when they say something else: whoever points at one keeps it under the pointer. */
    public void look() {
        if (!read().equals(shown)) {
            PrimeFaces.current().ajax().update("sessions:table");
        }
    }

    public void copyChats(SessionStatus status) {
        sync.start(status.session());
        toast.say(words.of("sessions.copy.done", status.session().name()));
    }

    public void stopCopying(SessionStatus status) {
        sync.stop(status.session());
        toast.say(words.of("sessions.stopCopying.done", status.session().name()));
    }

    /** Asks before it disconnects. */
    public void askToDisconnect(long id) {
        leaving = id;
    }

    public void disconnect() {
        try {
            var name = desk.find(leaving).session().name();
            desk.disconnect(leaving);
            leaving = null;
            toast.say(words.of("sessions.leave.done", name));
        } catch (CampaignRefused refused) {
            Refusal.tell("leave", words.say(refused.said()));
        }
    }

    public void stay() {
        leaving = null;
    }

    /** Whom it is about, in the title of a question; empty without one. */
    public String getAsked() {
        var asked = leaving != null ? leaving : pacing;
        return asked == null ? "" : desk.find(asked).session().name();
    }

    public boolean isLeaving() {
        return leaving != null;
    }

    public String getLeavingText() {
        if (leaving == null) {
            return "";
        }
        var session = desk.find(leaving).session();
        return words.of("sessions.leave.text", session.name(), contacts.count(session));
    }

    public void askForPace(long id) {
        var session = desk.find(id).session();
        pacing = id;
        rate = session.rate();
        paidBroadcast = session.paidBroadcast();
    }

    public void changePace() {
        try {
            var session = desk.pace(pacing, rate, paidBroadcast);
            pacing = null;
            toast.say(
                    rate == null
                            ? words.of("sessions.pace.done.default", session.name())
                            : words.of("sessions.pace.done", session.name(), rate));
        } catch (CampaignRefused refused) {
            Refusal.tell("pace:rate", words.say(refused.said()));
        }
    }

    public void keepPace() {
        pacing = null;
    }

    public Long getPacedId() {
        return pacing;
    }

    public boolean isPacing() {
        return pacing != null;
    }

    public boolean isPacedBot() {
        return pacing != null && desk.find(pacing).session().mayPay();
    }

    public Double getRate() {
        return rate;
    }

    public void setRate(Double rate) {
        this.rate = rate;
    }

    public boolean isPaidBroadcast() {
        return paidBroadcast;
    }

    public void setPaidBroadcast(boolean paidBroadcast) {
        this.paidBroadcast = paidBroadcast;
    }
}
