package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.SessionStatus;
import org.reprise.telegram.Sessions;

/** Notes what a bot's answers say of its session, and tells it once. */
@ApplicationScoped
class Health {
    private static final Logger LOG = Logger.getLogger(Health.class.getName());

    private final Sessions sessions;
    private final Tokens tokens;
    private final HearingStatus hearing;
    private final Consumer<Object> tell;

    @Inject
    Health(Sessions sessions, Tokens tokens, HearingStatus hearing, Event<Object> events) {
        this(sessions, tokens, hearing, events::fire);
    }

    Health(Sessions sessions, Tokens tokens, HearingStatus hearing, Consumer<Object> tell) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.hearing = hearing;
        this.tell = tell;
    }

    /**
     * The session can send no more.
     *
     * @param token the one that was refused; null: it has none. When the session has another one by now, nothing is
     *     lost
     */
    void lost(Session session, String token, String why) {
        boolean replaced =
                token != null && !tokens.of(session).map(token::equals).orElse(false);
        if (!replaced) {
            // nothing more will come: a campaign that waits for it to be heard would wait for ever
            hearing.caughtUp(session);
            change(session, SessionState.LOST, why);
        }
    }

    HearingStatus hearing() {
        return hearing;
    }

    /** Something is wrong, but the session is not lost. */
    void troubled(Session session, String why) {
        change(session, SessionState.READY, why);
    }

    /** What was wrong is over. */
    void recovered(Session session) {
        change(session, SessionState.READY, null);
    }

    /**
     * Only of a session that is connected: an operator may have disconnected it meanwhile. A limit outlasts trouble.
     */
    private void change(Session session, SessionState state, String why) {
        var now = sessions.status(session.id()).map(SessionStatus::state).orElse(SessionState.DISCONNECTED);
        boolean mayChange = now == SessionState.READY || now == SessionState.LIMITED && state == SessionState.LOST;
        if (!mayChange) {
            return;
        }
        sessions.change(session.id(), state, why).ifPresent(status -> {
            LOG.log(
                    why == null ? Level.INFO : Level.WARNING,
                    () -> "session " + session.name() + " is " + state + (why == null ? "" : ": " + why));
            tell.accept(new SessionStateChanged(status));
        });
    }
}
