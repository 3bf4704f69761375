package org.reprise.delivery.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.TimeSource;
import org.reprise.access.CurrentCaller;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** How much all campaigns of the caller's account sent. However many pages ask, storage is asked every few seconds. */
@ApplicationScoped
public class SentSince {
    private static final Duration REMEMBERED = Duration.ofSeconds(3);

    /** Each zone has a midnight of its own; more than there are zones are nobody's. */
    private static final int MAX_REMEMBERED = 200;

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final CurrentCaller caller;
    private final TimeSource time;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    private record Question(Long scope, Instant since) {}

    private record Answer(long sent, long at) {}

    @Inject
    public SentSince(Storage storage, CurrentCaller caller, TimeSource time) {
        this.storage = storage;
        this.caller = caller;
        this.time = time;
    }

    /** Up to three seconds old. */
    public long of(Instant since) {
        var question = new Question(caller.scope(), since);
        var known = answers.get(question);
        if (known == null || time.nanos() - known.at > REMEMBERED.toNanos()) {
            known = new Answer(read(question), time.nanos());
            if (answers.size() >= MAX_REMEMBERED) {
                answers.clear();
            }
            answers.put(question, known);
        }
        return known.sent;
    }

    /** By the stretches of time that campaigns are counted in: of old campaigns they are ten minutes long. */
    public long of(Session session, Instant since) {
        return storage.read(handle -> handle.createQuery(sql.get("session-sent-since"))
                .bind("session", session.id())
                .bind("since", since)
                .mapTo(Long.class)
                .one());
    }

    private long read(Question question) {
        return storage.read(handle -> handle.createQuery(sql.get("sent-since"))
                .bind("scope", question.scope)
                .bind("since", question.since)
                .mapTo(Long.class)
                .one());
    }
}
