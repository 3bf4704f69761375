package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.audience.ContactList;
import org.reprise.audience.ContactSync;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.ConnectionService;
import org.reprise.campaign.HearingService;
import org.reprise.session.SessionLane;
import org.reprise.telegram.SessionStatus;

/** The Telegram identities that send, and what can be done with them. */
@Named
@ViewScoped
public class SessionsPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private ConnectionService desk;

    @Inject
    private ContactList contacts;

    @Inject
    private ContactSync sync;

    @Inject
    private HearingService hearing;

    @Inject
    private Words words;

    private Long leaving;
    private Long pacing;
    private Double rate;
    private boolean paidBroadcast;

    /** Read anew each time that the table is shown. */
    public List<SessionRow> getRows() {
        return desk.all().stream().map(this::row).toList();
    }

    private SessionRow row(SessionStatus status) {
        var session = status.session();
        var pause = desk.pause(session);
        return new SessionRow(
                status,
                contacts.count(session),
                contacts.leftOut(session),
                desk.rate(session),
                pause.map(SessionLane.Pause::cause).orElse(null),
                pause.map(SessionLane.Pause::left).orElse(null),
                sync.progress(session).orElse(null),
                sync.isComplete(session),
                status.isReady() ? hearing.warning(session).orElse(null) : null);
    }

    public void copyChats(SessionStatus status) {
        sync.start(status.session());
    }

    public void stopCopying(SessionStatus status) {
        sync.stop(status.session());
    }

    /** Asks before it disconnects. */
    public void askToDisconnect(long id) {
        leaving = id;
    }

    public void disconnect() {
        try {
            desk.disconnect(leaving);
            leaving = null;
        } catch (CampaignRefused refused) {
            Refusal.tell("leave", words.say(refused.said()));
        }
    }

    public void stay() {
        leaving = null;
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
            desk.pace(pacing, rate, paidBroadcast);
            pacing = null;
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
