package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.access.PeopleService;
import org.reprise.access.SignIns;
import org.reprise.access.SignInsEnded;
import org.reprise.storage.StorageFailed;

/**
 * Whose pages may be told of an account's news: those of its live sign-ins, or of whoever is at the machine while there
 * is nobody who could sign in. They are asked for once a second, not for each message; one that ended is told nothing
 * from then on.
 */
@ApplicationScoped
public class Listeners {
    private static final Logger LOG = Logger.getLogger(Listeners.class.getName());
    private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongFunction<List<Long>> signIns;
    private final BooleanSupplier anyPeople;
    private final TimeSource time;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /** How often sign-ins ended. */
    private final AtomicLong ended = new AtomicLong();

    /**
     * Of one account.
     *
     * @param ended how often sign-ins had ended before it was read
     */
    private record Known(List<String> users, long at, long ended) {}

    @Inject
    Listeners(SignIns signIns, PeopleService people, TimeSource time) {
        this(signIns::live, people::areThereAny, time);
    }

    Listeners(LongFunction<List<Long>> signIns, BooleanSupplier anyPeople, TimeSource time) {
        this.signIns = signIns;
        this.anyPeople = anyPeople;
        this.time = time;
    }

    /** When the database does not answer, those of before, unless some sign-in ended since. */
    List<String> of(long account) {
        // before reading: what ends meanwhile makes it be asked for again
        long now = ended.get();
        var before = Optional.ofNullable(known.get(account)).filter(it -> it.ended == now);
        if (before.filter(it -> time.nanos() - it.at < KNOWN_NANOS).isPresent()) {
            return before.get().users;
        }
        try {
            if (!anyPeople.getAsBoolean()) {
                return List.of(Listener.LOCAL);
            }
            var users = signIns.apply(account).stream().map(Listener::of).toList();
            known.put(account, new Known(users, time.nanos(), now));
            return users;
        } catch (StorageFailed e) {
            LOG.log(Level.FINE, e, () -> "who listens to account " + account + " cannot be asked now");
            return before.map(Known::users).orElse(List.of());
        }
    }

    void signInsEnded(@Observes SignInsEnded event) {
        ended.incrementAndGet();
    }
}
