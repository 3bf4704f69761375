package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.reprise.TimeSource;

/**
 * Counts the web sockets of pages: each message is sent to many of them. Those that are opened are counted one by one.
 * That one ended is not told by every server, so when there seem to be too many they are counted anew.
 */
@ApplicationScoped
public class OpenSockets {
    /** Some pages for each operator of a large team. */
    public static final int MAX = 200;

    /** One person leaves room for the others. */
    public static final int MAX_OF_ONE = 20;

    private static final long RECOUNT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Function<Collection<String>, Map<String, Integer>> count;
    private final TimeSource time;

    /** By listeners; of those that had one since the last count. */
    private Map<String, Integer> open = new HashMap<>();

    /** The listeners of each person: one for each sign-in. */
    private final Map<String, Set<String>> listeners = new HashMap<>();

    private boolean counting;
    private long countedAt;

    @Inject
    OpenSockets(ProgressSocket socket, TimeSource time) {
        this(socket::count, time);
    }

    /** @param count asks how many each listener has */
    OpenSockets(Function<Collection<String>, Map<String, Integer>> count, TimeSource time) {
        this.count = count;
        this.time = time;
        this.countedAt = time.nanos() - RECOUNT_NANOS;
    }

    /**
     * @param person whose they are
     * @param listener as {@link Listener} says
     * @return whether another one may be opened; then it counts
     */
    public boolean takeAnother(String person, String listener) {
        if (isFull(person) && mayCount()) {
            recount();
        }
        return take(person, listener);
    }

    private synchronized boolean isFull(String person) {
        return all() >= MAX || of(person) >= MAX_OF_ONE;
    }

    private int all() {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int of(String person) {
        return listeners.getOrDefault(person, Set.of()).stream()
                .mapToInt(each -> open.getOrDefault(each, 0))
                .sum();
    }

    private synchronized boolean take(String person, String listener) {
        if (isFull(person)) {
            return false;
        }
        listeners.computeIfAbsent(person, none -> new HashSet<>()).add(listener);
        open.merge(listener, 1, Integer::sum);
        return true;
    }

    /** Once a second: it sends a message to each of them. */
    private synchronized boolean mayCount() {
        long now = time.nanos();
        if (counting || now - countedAt < RECOUNT_NANOS) {
            return false;
        }
        countedAt = now;
        counting = true;
        return true;
    }

    private void recount() {
        try {
            var now = count.apply(known());
            counted(now);
        } finally {
            done();
        }
    }

    private synchronized Collection<String> known() {
        return Set.copyOf(open.keySet());
    }

    /** Those that went away are forgotten; those that came meanwhile are counted once more with the next. */
    private synchronized void counted(Map<String, Integer> now) {
        open = new HashMap<>(now);
        open.values().removeIf(sockets -> sockets == 0);
        listeners.values().forEach(theirs -> theirs.retainAll(open.keySet()));
        listeners.values().removeIf(Set::isEmpty);
    }

    private synchronized void done() {
        counting = false;
    }
}
