package org.reprise.delivery.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.delivery.ledger.OutcomesCommitted;
import org.reprise.delivery.ledger.SentUsers;
import org.reprise.delivery.ledger.Tally;

/**
 * Step 8. Outcomes wait a moment to be committed together: one commit serves many, and costs as much as the sending of
 * twenty. The more runs there are, the fewer outcomes each has in a moment, so it grows with them: the moments of all
 * runs of a server together end some two hundred times a second at the most. Of the run's thread.
 */
final class OutcomeRecorder {
    private static final long MIN_MOMENT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_MOMENT = TimeUnit.SECONDS.toNanos(1);
    private static final long MOMENT_OF_EACH_RUN = TimeUnit.MILLISECONDS.toNanos(5);

    private final RunTools tools;
    private final RunHandle run;
    private final ClaimQueue queue;
    private final List<Outcome> outcomes = new ArrayList<>();
    private long oldest;

    OutcomeRecorder(RunTools tools, RunHandle run, ClaimQueue queue) {
        this.tools = tools;
        this.run = run;
        this.queue = queue;
    }

    void add(Outcome outcome, long now) {
        oldest = outcomes.isEmpty() ? now : oldest;
        outcomes.add(outcome);
    }

    int size() {
        return outcomes.size();
    }

    boolean isEmpty() {
        return outcomes.isEmpty();
    }

    /** How long an outcome waits for others: from a tenth of a second, with up to twenty runs, to a second. */
    long moment() {
        return Math.max(MIN_MOMENT, Math.min(MAX_MOMENT, tools.living().count() * MOMENT_OF_EACH_RUN));
    }

    /** @param enough of them do not wait for more */
    boolean due(long now, int enough) {
        return outcomes.size() >= enough || (!outcomes.isEmpty() && now - oldest >= moment());
    }

    /** Until they are due; {@code otherwise} when there are none. */
    long nanosToDue(long now, long otherwise) {
        return outcomes.isEmpty() ? otherwise : Math.max(0, oldest + moment() - now);
    }

    /** They stay until {@link #committed}: a commit that failed is tried again. */
    Tally commit() {
        return tools.ledger().record(run.campaignId(), run.number(), outcomes);
    }

    /** Step 9: tells of them, once they are on disk. */
    void committed(Tally tally, SentUsers sentUsers) {
        var users = outcomes.stream().map(Outcome::userId).toList();
        users.forEach(sentUsers::add);
        queue.recorded(users);
        var recorded = new DeliveriesRecorded(run.campaignId(), tally, users.get(users.size() - 1));
        var counted = OutcomesCommitted.of(outcomes);
        outcomes.clear();
        tools.tell().accept(recorded);
        tools.tell().accept(counted);
    }
}
