package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.reprise.Settings;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/**
 * Says which contacts are read for a count that somebody waits for. Each, while there are few enough; of more, some
 * 20,000 to 40,000, so that an answer about ten million is there in a second or two.
 */
@Dependent
public class Samples {
    private static final int MAX_READ = 40_000;

    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;
    private final long exactUpTo;

    @Inject
    public Samples(Storage storage, Settings settings) {
        this.storage = storage;
        this.exactUpTo = settings.exactCounts();
    }

    /** For the contacts that the session has now, as the index of those that are drawn tells their number. */
    public Sample of(Session session) {
        long drawn = storage.read(handle -> handle.createQuery(SQL.get("count-drawn"))
                .bind("session", session.id())
                .mapTo(Long.class)
                .one());
        if (drawn * Sample.DRAWN <= exactUpTo) {
            return Sample.ALL;
        }
        int oneIn = Sample.DRAWN;
        for (long read = drawn; read > MAX_READ; read /= 2) {
            oneIn *= 2;
        }
        return new Sample(oneIn);
    }
}
