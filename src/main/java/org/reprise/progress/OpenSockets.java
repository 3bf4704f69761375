package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.reprise.TimeSource;

/**
 * Counts the web sockets of pages: each message is sent to all of them. Those that are opened are counted one by one.
 * That one ended is not told by every server, so when there seem to be too many they are counted anew.
 */
@ApplicationScoped
public class OpenSockets {
    /** Some pages for each operator of a large team. */
    public static final int MAX = 200;

    private static final long RECOUNT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final IntSupplier count;
    private final TimeSource time;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong countedAt;

    @Inject
    OpenSockets(ProgressSocket socket, TimeSource time) {
        this(socket::countListeners, time);
    }

    OpenSockets(IntSupplier count, TimeSource time) {
        this.count = count;
        this.time = time;
        this.countedAt = new AtomicLong(time.nanos() - RECOUNT_NANOS);
    }

    /** @return whether another one may be opened; then it counts */
    public boolean takeAnother() {
        if (open.get() >= MAX) {
            recount();
        }
        return open.getAndUpdate(before -> Math.min(MAX, before + 1)) < MAX;
    }

    /** Once a second: it sends a message to each of them. */
    private void recount() {
        long now = time.nanos();
        long before = countedAt.get();
        if (now - before >= RECOUNT_NANOS && countedAt.compareAndSet(before, now)) {
            open.set(count.getAsInt());
        }
    }
}
