package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Sessions;

/**
 * Sessions that Telegram takes for senders of spam. Nothing of theirs goes on by itself; an operator who starts a
 * campaign, or whose test message arrives, says that the limit is over.
 */
@ApplicationScoped
public class LimitedSessions {
    private static final Logger LOG = Logger.getLogger(LimitedSessions.class.getName());

    private final Sessions sessions;
    private final Consumer<Object> tell;

    @Inject
    LimitedSessions(Sessions sessions, Event<Object> events) {
        this(sessions, events::fire);
    }

    public LimitedSessions(Sessions sessions, Consumer<Object> tell) {
        this.sessions = sessions;
        this.tell = tell;
    }

    boolean isLimited(Session session) {
        return is(session, SessionState.LIMITED);
    }

    void limit(Session session, String cause) {
        change(session, SessionState.READY, SessionState.LIMITED, cause);
    }

    void tryAgain(Session session) {
        change(session, SessionState.LIMITED, SessionState.READY, null);
    }

    private void change(Session session, SessionState from, SessionState to, String detail) {
        if (is(session, from)) {
            sessions.change(session.id(), to, detail).ifPresent(status -> {
                LOG.warning(() -> "session " + session.name() + " is " + to + (detail == null ? "" : ": " + detail));
                tell.accept(new SessionStateChanged(status));
            });
        }
    }

    private boolean is(Session session, SessionState state) {
        return sessions.status(session.id())
                .filter(status -> status.state() == state)
                .isPresent();
    }
}
