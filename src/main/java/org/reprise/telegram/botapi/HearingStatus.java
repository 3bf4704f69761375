package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Hearing.Cause;
import org.reprise.telegram.Hearing.Deaf;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;

/**
 * Whether each bot hears what people write to it, and since when it does not. In memory alone: whoever starts listens
 * anew. Safe for any number of threads.
 */
@ApplicationScoped
class HearingStatus {
    private static final Logger LOG = Logger.getLogger(HearingStatus.class.getName());

    /** Two programs that fight for a bot would fill the log. */
    private static final Duration NEWS_AGAIN_AFTER = Duration.ofMinutes(10);

    private final Map<Long, Entry> bySession = new ConcurrentHashMap<>();
    private final TimeSource time;
    private final SenderReach reach;

    private record Logged(Cause cause, Instant at) {}

    /**
     * @param behindSince since when it has to catch up; null: it has
     * @param trouble why nothing comes in; null: nothing is wrong
     * @param logged what the log was told last; null: nothing
     * @param heardAt when something came in last, or its reception began
     */
    private record Entry(Instant behindSince, Deaf trouble, Logged logged, Instant heardAt) {
        private boolean isDeafFor(Cause cause) {
            return trouble != null && trouble.cause() == cause;
        }

        /** Whether the log need not be told of that cause. */
        boolean isOldNews(Cause cause, Instant now) {
            return isDeafFor(cause)
                    || logged != null
                            && logged.cause == cause
                            && logged.at.plus(NEWS_AGAIN_AFTER).isAfter(now);
        }

        /** Whether the log was told that it is deaf, and has to be told that it is no more. */
        boolean isToldDeaf() {
            return trouble != null && logged != null && logged.at.equals(trouble.since());
        }

        Entry deaf(Cause cause, String words, Instant now) {
            var since = isDeafFor(cause) ? trouble.since() : now;
            var nextLogged = isOldNews(cause, now) ? logged : new Logged(cause, now);
            return new Entry(behindSince, new Deaf(cause, since, words), nextLogged, heardAt);
        }
    }

    @Inject
    HearingStatus(TimeSource time, SenderReach reach) {
        this.time = time;
        this.reach = reach;
    }

    /** From now on it has to hear first what happened while nobody listened: somebody may have opted out. */
    void listensAnew(Session session) {
        var now = time.now();
        bySession.put(session.id(), new Entry(now, null, null, now));
    }

    /** The same of one that was deaf for a while. */
    void fallsBehind(Session session) {
        var now = time.now();
        change(session, entry -> new Entry(now, entry.trouble, entry.logged, entry.heardAt));
    }

    /** It may send: it heard everything, or is known to hear nothing. */
    void caughtUp(Session session) {
        change(session, entry -> new Entry(null, entry.trouble, entry.logged, entry.heardAt));
    }

    boolean isCaughtUp(Session session) {
        var entry = bySession.get(session.id());
        return entry == null || entry.behindSince == null;
    }

    /** Something came in, or would: whatever kept it from hearing is over. */
    void hears(Session session) {
        var before = change(session, entry -> new Entry(entry.behindSince, null, entry.logged, time.now()));
        if (before != null) {
            reach.hears(session);
        }
        if (before != null && before.isToldDeaf()) {
            LOG.info(() -> "session " + session.name() + " hears again what people write to it");
        }
    }

    /**
     * It hears nothing. Repeated for the same cause, it is deaf since the first time.
     *
     * @param words as {@link Deaf} has them
     */
    void isDeaf(Session session, Cause cause, String words) {
        var now = time.now();
        var before = change(session, entry -> entry.deaf(cause, words, now));
        if (before != null && cause == Cause.UNREACHABLE) {
            reach.hearsNothing(session);
        }
        if (before != null && !before.isOldNews(cause, now)) {
            LOG.warning(() -> "session " + session.name() + " does not hear what people write to it: " + sentence(cause)
                    + (words == null ? "" : " (" + words + ")"));
        }
    }

    private static String sentence(Cause cause) {
        return switch (cause) {
            case FOREIGN_WEBHOOK -> "another program has set a webhook, which is removed";
            case OTHER_PROGRAM -> "another program asks for it with the same token; end that program";
            case WEBHOOK_LOST -> "another program has taken the webhook away, which is set again";
            case UNDELIVERED -> "Telegram cannot bring it to the webhook";
            case REFUSED -> "Telegram does not hand it out";
            case UNREACHABLE -> "Telegram cannot be reached";
            case NOT_KEPT -> "it cannot be written down";
        };
    }

    Hearing of(Session session) {
        var entry = bySession.get(session.id());
        if (entry != null && entry.trouble != null) {
            return entry.trouble;
        }
        return isCaughtUp(session) ? new Hearing.Listening() : new Hearing.CatchingUp(entry.behindSince);
    }

    /** When something came in last, or its reception began. */
    Instant heardAt(Session session) {
        var entry = bySession.get(session.id());
        return entry == null ? time.now() : entry.heardAt;
    }

    /** It is not listened to any more. */
    void forget(Session session) {
        bySession.remove(session.id());
        reach.forget(session);
    }

    /** @return what it was before; null when nobody listens to it: nothing was changed */
    private Entry change(Session session, UnaryOperator<Entry> change) {
        var before = bySession.get(session.id());
        while (before != null && !bySession.replace(session.id(), before, change.apply(before))) {
            before = bySession.get(session.id());
        }
        return before;
    }
}
