package org.reprise.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.TimeSource;
import org.reprise.storage.StorageFailed;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.TelegramGateway;

/** One {@link SessionLane} for each session, and what storage knows of its pauses. */
@ApplicationScoped
public class SessionLanes {
    private final Gateways gateways;
    private final Sessions sessions;
    private final TimeSource time;
    private final Map<Long, SessionLane> bySession = new ConcurrentHashMap<>();
    private final Map<Session.Via, ConnectionTurns> byVia = new ConcurrentHashMap<>();

    @Inject
    public SessionLanes(Gateways gateways, Sessions sessions, TimeSource time) {
        this.gateways = gateways;
        this.sessions = sessions;
        this.time = time;
    }

    public TimeSource time() {
        return time;
    }

    public TelegramGateway gateway(Session session) {
        return gateways.of(session);
    }

    /**
     * The session's lane. One that is there keeps its pace, since {@code session} may have been read before an operator
     * changed it; a new one takes that of {@code session}, and the pause that storage knows.
     *
     * @throws StorageUnavailable when that cannot be read
     */
    public SessionLane of(Session session) {
        var lane = bySession.get(session.id());
        return lane != null ? lane : opened(session);
    }

    private ConnectionTurns connections(Session session) {
        return byVia.computeIfAbsent(
                session.via(), via -> new ConnectionTurns(gateway(session).connections()));
    }

    private SessionLane opened(Session session) {
        var lane = new SessionLane(session, gateway(session), time, connections(session));
        sessions.pause(session.id()).ifPresent(pause -> lane.restore(pause, time.nanos()));
        var other = bySession.putIfAbsent(session.id(), lane);
        return other == null ? lane : other;
    }

    /** @param session as it was just read: all that the session sends from now on goes at its pace */
    public SessionLane paced(Session session) {
        var lane = of(session);
        lane.limit().change(gateway(session).rate(session));
        return lane;
    }

    /** Those of which anything was asked since the start. */
    public List<SessionLane> all() {
        return List.copyOf(bySession.values());
    }

    /**
     * Writes the lane's newest pause down, if storage does not know it yet.
     *
     * @throws StorageFailed to be asked again
     */
    public void save(SessionLane lane) {
        var change = lane.takeUnsaved();
        if (change != null) {
            try {
                sessions.keepPause(lane.session().id(), change.pause());
            } catch (StorageFailed e) {
                lane.giveBack(change);
                throw e;
            }
        }
    }
}
