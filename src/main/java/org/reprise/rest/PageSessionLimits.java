package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.reprise.TimerThreads;
import org.reprise.access.SignInsEnded;
import org.reprise.rest.PageSessions.Owner;

/**
 * How many browsers' sessions the server keeps, and how long. Whoever asks for a page gets one; a browser comes back
 * with it at once, for what the page loads. A session that nobody came back with is kept for two minutes, and only the
 * newest {@value #MAX_NEW} of them. Each person has so many of their own, and strangers together have as many: nobody's
 * pages make room for somebody else's.
 */
@ApplicationScoped
public class PageSessionLimits {
    static final int MAX_NEW = 200;

    /** Later ones stay as they were when they were new. */
    static final int MAX_KEPT = 200;

    static final int NEW_SECONDS = 120;
    static final int KEPT_SECONDS = 7200;

    private enum Stage {
        NEW,
        KEPT
    }

    /**
     * @param owner whose it is; empty: a stranger's, or of whoever is at the machine. Read by the request that the
     *     session belongs to: a server ends a session that is too old when another one asks it, and takes the session
     *     of that thread away.
     */
    private record Known(HttpSession session, Optional<Owner> owner, Stage stage) {
        static Known of(HttpSession session, Stage stage) {
            return new Known(session, PageSessions.owner(session), stage);
        }

        Optional<Long> person() {
            return owner.map(Owner::person);
        }
    }

    private final Executor elsewhere;

    /** By ids; the oldest first. */
    private final Map<String, Known> sessions = new LinkedHashMap<>();

    @Inject
    PageSessionLimits(@TimerThreads ScheduledExecutorService timer) {
        this((Executor) timer);
    }

    /** @param elsewhere not the thread of a request: the end of any session takes the session of its thread away */
    PageSessionLimits(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    void created(HttpSession session) {
        session.setMaxInactiveInterval(NEW_SECONDS);
        var surplus = surplus(session);
        if (!surplus.isEmpty()) {
            try {
                elsewhere.execute(() -> surplus.forEach(PageSessionLimits::end));
            } catch (RejectedExecutionException e) {
                // the server is going down, and its sessions with it
                surplus.clear();
            }
        }
    }

    private List<HttpSession> surplus(HttpSession session) {
        var known = Known.of(session, Stage.NEW);
        put(known);
        var theirs = of(known.person(), Stage.NEW);
        var oldest = theirs.subList(0, Math.max(0, theirs.size() - MAX_NEW)).stream()
                .map(Known::session)
                .collect(Collectors.toCollection(ArrayList::new));
        oldest.forEach(this::ended);
        return oldest;
    }

    private synchronized void put(Known known) {
        sessions.put(known.session.getId(), known);
    }

    /** The oldest first. */
    private List<Known> of(Optional<Long> person, Stage stage) {
        return all().stream()
                .filter(each -> each.stage == stage && each.person().equals(person))
                .toList();
    }

    private synchronized List<Known> all() {
        return List.copyOf(sessions.values());
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            // it ended by itself
        }
    }

    /** Somebody came back with it. */
    void usedAgain(HttpSession session) {
        if (keep(session)) {
            session.setMaxInactiveInterval(KEPT_SECONDS);
        }
    }

    private boolean keep(HttpSession session) {
        var known = find(session);
        boolean kept = known != null
                && known.stage == Stage.NEW
                && of(known.person(), Stage.KEPT).size() < MAX_KEPT;
        if (kept) {
            put(new Known(known.session, known.owner, Stage.KEPT));
        }
        return kept;
    }

    private synchronized Known find(HttpSession session) {
        return sessions.get(session.getId());
    }

    /** Sign-ins ended: so do the sessions that were made for them, and with them the sockets of their pages. */
    void signInsEnded(@Observes SignInsEnded ended) {
        var theirs = all().stream()
                .filter(known -> known.owner
                        .filter(owner -> ended.hold(owner.person(), owner.signIn()))
                        .isPresent())
                .map(Known::session)
                .toList();
        if (!theirs.isEmpty()) {
            elsewhere.execute(() -> theirs.forEach(PageSessionLimits::end));
        }
    }

    synchronized void renamed(HttpSession session, String oldId) {
        var known = sessions.remove(oldId);
        if (known != null) {
            sessions.put(session.getId(), Known.of(session, known.stage));
        }
    }

    synchronized void ended(HttpSession session) {
        sessions.remove(session.getId());
    }
}
