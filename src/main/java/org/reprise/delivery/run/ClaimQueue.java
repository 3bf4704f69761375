package org.reprise.delivery.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.reprise.TimeSource;
import org.reprise.delivery.ledger.CountsChanged;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.delivery.run.RunEvent.Attempt;
import org.reprise.telegram.HandoverNotes;

/** Recipients whose claims a run has won and who are not handed over, in order. Of the run's thread. */
final class ClaimQueue {
    private static final long NOTES_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RunHandle run;
    private final DeliveryLedger ledger;
    private final Consumer<Object> tell;
    private final TimeSource time;
    private final Deque<Attempt> ready = new ArrayDeque<>();

    private Supplier<HandoverNotes> opening = () -> HandoverNotes.NONE;
    private HandoverNotes notes = HandoverNotes.NONE;

    /** When notes that are lost may be opened again. */
    private long notesAgainAt;

    /** The number of the next attempt, of those who were not refused but put off. */
    private final Map<Long, Integer> attempts = new HashMap<>();

    /** What the messages of those are filled with who are claimed for a revision with placeholders. */
    private final Map<Long, Values> values = new HashMap<>();

    /** The same of those who were asked for last. */
    private final Map<Long, Values> asked = new HashMap<>();

    /** @param revision that they are for, and no other */
    private record Values(int revision, Map<String, String> byField) {}

    /** A release is in doubt (no reply from the database), so these recipients may no longer be ours. */
    private boolean inDoubt;

    ClaimQueue(RunTools tools, RunHandle run) {
        this.run = run;
        this.ledger = tools.ledger();
        this.tell = tools.tell();
        this.time = tools.time();
    }

    /** Who is claimed is named in the notes that it opens, from before the claim until its outcome is committed. */
    void noteIn(Supplier<HandoverNotes> open) {
        opening = open;
        openNotes();
    }

    private void openNotes() {
        notes = opening.get();
        notesAgainAt = time.nanos() + NOTES_AGAIN_NANOS;
    }

    int size() {
        return ready.size();
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    boolean inDoubt() {
        return inDoubt;
    }

    /** In the order in which they are to be written to. */
    List<Long> users() {
        return ready.stream().map(Attempt::userId).toList();
    }

    /** Before they are claimed. */
    void claiming(List<Long> users, Instant at) {
        if (notes.areLost() && time.nanos() - notesAgainAt >= 0) {
            openNotes();
        }
        notes.claiming(users, at);
        asked.clear();
    }

    /** The same, for a message that is filled for each. */
    void claiming(List<Long> users, Instant at, int revision, Map<Long, Map<String, String>> filled) {
        claiming(users, at);
        filled.forEach((user, byField) -> asked.put(user, new Values(revision, byField)));
    }

    /** What the person's message of that revision is filled with; empty: they were claimed for another. */
    Optional<Map<String, String>> values(long user, int revision) {
        return Optional.ofNullable(values.get(user))
                .filter(known -> known.revision == revision)
                .map(Values::byField);
    }

    /** Of those asked for last, these were won. */
    void won(List<Long> users) {
        notes.claimed(users);
        users.stream().filter(asked::containsKey).forEach(user -> values.put(user, asked.get(user)));
        users.forEach(user -> ready.add(new Attempt(user, attempts.getOrDefault(user, 1))));
    }

    /** The first one that {@code isFree}; those before it wait at the end. */
    Optional<Attempt> next(Predicate<Attempt> isFree) {
        for (int left = ready.size(); left > 0; left--) {
            var attempt = ready.remove();
            if (isFree.test(attempt)) {
                return Optional.of(attempt);
            }
            ready.add(attempt);
        }
        return Optional.empty();
    }

    /** Comes next, as if it had not been tried. */
    void putBack(Attempt attempt) {
        ready.addFirst(attempt);
    }

    /** Comes next, as the attempt with that number. */
    void tryAgain(long user, int number) {
        attempts.put(user, number);
        ready.addFirst(new Attempt(user, number));
    }

    /** There is an outcome. */
    void decided(long user) {
        attempts.remove(user);
        values.remove(user);
    }

    /** Their outcomes are committed. */
    void recorded(List<Long> users) {
        notes.forget(users);
    }

    /** Nobody is claimed by the run any more. */
    void end() {
        notes.end();
    }

    /** Gives one claim back, of somebody who is in the queue or was just taken from it. */
    void release(Attempt attempt) {
        release(List.of(attempt.userId()));
        ready.remove(attempt);
    }

    /** Gives the claims of all of them back; they stay here until that is known to be done. */
    void release() {
        if (ready.isEmpty()) {
            return;
        }
        inDoubt = true;
        release(users());
        ready.clear();
        inDoubt = false;
    }

    /**
     * Gives back whatever the ledger has as claimed by this run, also claims whose answer was lost. Only while nothing
     * of the run is handed over and unanswered.
     */
    void releaseWholeRun() {
        var tally = ledger.releaseAll(run.campaignId(), run.number());
        tell.accept(new CountsChanged(run.campaignId(), tally));
    }

    private void release(List<Long> users) {
        var tally = ledger.release(run.campaignId(), run.number(), users);
        users.forEach(values::remove);
        notes.forget(users);
        tell.accept(new CountsChanged(run.campaignId(), tally));
    }
}
