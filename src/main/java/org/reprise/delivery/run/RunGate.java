package org.reprise.delivery.run;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a run may do right now, guarded by the campaign's edit lock: every message is handed over under it, so when
 * {@link #halt} returns, nothing more is handed over, and when {@link #reload} returns, nothing with an older text.
 *
 * <p>Nothing waits for storage under the edit lock: an edit reads first, and a stop never waits for that. What a
 * gateway has to read to send, it reads before, as a rule.
 */
final class RunGate {
    private final Supplier<Optional<RunPlan>> stored;

    /**
     * One reader at a time, so that no plan is replaced by one that was read before it. Whoever sends never takes it.
     */
    private final ReentrantLock reading = new ReentrantLock(true);

    /** Fair: a run that hands over without a pause must not keep an editor waiting. */
    private final ReentrantLock editLock = new ReentrantLock(true);

    private volatile RunPlan plan;
    private volatile boolean halted;
    private volatile boolean capChanged;
    private final Set<Long> optedOut = ConcurrentHashMap.newKeySet();

    /** @param stored the plan as storage has it; empty when the run is over */
    RunGate(Supplier<Optional<RunPlan>> stored) {
        this.stored = stored;
    }

    /** The newest plan that was read; null before the first. */
    RunPlan plan() {
        return plan;
    }

    boolean halted() {
        return halted;
    }

    /** A limit was changed, so claims made under the old one may be too many: none of them is handed over. */
    boolean capChanged() {
        return capChanged;
    }

    /** The claims were given back, and the limits of that plan are known; they may have changed again meanwhile. */
    void reclaimed(RunPlan known) {
        editLock.lock();
        try {
            capChanged = !plan.hasLimitsOf(known);
        } finally {
            editLock.unlock();
        }
    }

    void halt() {
        editLock.lock();
        try {
            halted = true;
        } finally {
            editLock.unlock();
        }
    }

    /** Reads the plan anew; a run whose plan is gone is halted. */
    void reload() {
        reading.lock();
        try {
            replaceWith(stored.get());
        } finally {
            reading.unlock();
        }
    }

    private void replaceWith(Optional<RunPlan> newest) {
        editLock.lock();
        try {
            halted |= newest.isEmpty();
            capChanged |= plan != null && newest.isPresent() && !newest.get().hasLimitsOf(plan);
            plan = newest.orElse(plan);
        } finally {
            editLock.unlock();
        }
    }

    /** From its return on nothing is handed over to that user. */
    void optOut(long accountId, long user) {
        editLock.lock();
        try {
            if (plan == null || plan.session().accountId() == accountId) {
                optedOut.add(user);
            }
        } finally {
            editLock.unlock();
        }
    }

    boolean optedOut(long user) {
        return optedOut.contains(user);
    }

    /** No claim of that user is left that was made before the opt-out. */
    void optOutIsKnown(long user) {
        optedOut.remove(user);
    }

    /** Does {@code handOver} with the current plan, unless the run was halted, has to claim anew, or may not write. */
    <T> Optional<T> whileItHolds(long user, Function<RunPlan, T> handOver) {
        editLock.lock();
        try {
            return halted || capChanged || optedOut(user) ? Optional.empty() : Optional.of(handOver.apply(plan));
        } finally {
            editLock.unlock();
        }
    }
}
