package org.reprise.telegram.botapi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.reprise.TimeSource;

/**
 * Where the Bot API server is. The client asks on the thread that hands a message over, which must not wait for a name
 * server: once an address is known, newer ones are looked up beside, and the old one serves as long as there is none.
 */
final class KnownAddress implements DnsResolver {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(30);
    private static final long FAILED_LATELY = TimeUnit.SECONDS.toNanos(5);

    private final Executor work;
    private final TimeSource time;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Known known;

    /** @param addresses null: the name server knew none */
    private record Known(InetAddress[] addresses, long at) {
        boolean isOlderThan(long nanos, long now) {
            return now - at > nanos;
        }
    }

    KnownAddress(Executor work, TimeSource time) {
        this.work = work;
        this.time = time;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var before = known;
        long now = time.nanos();
        if (before == null || before.addresses == null && before.isOlderThan(FAILED_LATELY, now)) {
            ask(host);
        } else if (before.addresses != null && before.isOlderThan(FRESH, now) && asking.compareAndSet(false, true)) {
            askBeside(host);
        }
        var after = known;
        if (after.addresses == null) {
            throw new UnknownHostException(host);
        }
        return after.addresses;
    }

    private void askBeside(String host) {
        try {
            work.execute(() -> {
                try {
                    ask(host);
                } finally {
                    asking.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            // the server is going down: what is known will do
            asking.set(false);
        }
    }

    private void ask(String host) {
        var before = known;
        try {
            known = new Known(InetAddress.getAllByName(host), time.nanos());
        } catch (UnknownHostException e) {
            known = new Known(before == null ? null : before.addresses, time.nanos());
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
