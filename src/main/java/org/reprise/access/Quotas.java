package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.Settings;
import org.reprise.TimeSource;

/**
 * How much each person and token may do, so that one of them leaves room for the others. Whoever is at the machine
 * while nobody can sign in is not limited, and neither is what Reprise does by itself.
 */
@ApplicationScoped
public class Quotas {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final long MEBIBYTE = 1L << 20;

    private final CurrentCaller caller;
    private final Rate requests;
    private final Rate addresses;
    private final Rate exports;
    private final Rate fileBytes;
    private final Rate idempotencyKeys;
    private final Rate sandboxes;
    private final int maxImports;

    /** How many are in progress, by whose they are. */
    private final Map<String, Integer> imports = new ConcurrentHashMap<>();

    /**
     * One of the caller's quotas.
     *
     * @param limit 0: none
     * @param used within that time, or at this moment
     * @param per null: at a time
     */
    public record Use(String name, long limit, long used, Duration per) {}

    /** Something that goes on; closing it makes room for another. */
    public interface InProgress extends AutoCloseable {
        @Override
        void close();
    }

    @Inject
    public Quotas(CurrentCaller caller, Settings settings, TimeSource time) {
        var limits = settings.quotas();
        this.caller = caller;
        this.requests = new Rate(limits.requestsAMinute(), MINUTE, time);
        this.addresses = new Rate(limits.requestsAMinuteOfAnAddress(), MINUTE, time);
        this.exports = new Rate(limits.exportsAnHour(), HOUR, time);
        this.fileBytes = new Rate(limits.fileMegabytesADay() * MEBIBYTE, DAY, time);
        this.idempotencyKeys = new Rate(limits.idempotencyKeysADay(), DAY, time);
        this.sandboxes = new Rate(limits.sandboxesADay(), DAY, time);
        this.maxImports = limits.importsAtATime();
    }

    /**
     * Counts a request.
     *
     * @return how long to wait before the next one; empty: it may go on
     */
    public Optional<Duration> request(Caller who) {
        if (who.kind() == Caller.Kind.LOCAL) {
            return Optional.empty();
        }
        var ofAddress = who.origin().address() == null
                ? Optional.<Duration>empty()
                : addresses.take(who.origin().network(), 1);
        return ofAddress.isPresent() || who.id() == null ? ofAddress : requests.take(who.key(), 1);
    }

    /** @throws AccessRefused too often */
    public void export() {
        require(exports, 1);
    }

    /**
     * A request whose answer is kept for a week.
     *
     * @throws AccessRefused too often
     */
    public void idempotencyKey() {
        require(idempotencyKeys, 1);
    }

    /**
     * A sandbox that did not exist before, with people of its own.
     *
     * @throws AccessRefused too often
     */
    public void sandbox() {
        require(sandboxes, 1);
    }

    private void require(Rate rate, long amount) {
        limited().flatMap(who -> rate.take(who.key(), amount)).ifPresent(wait -> {
            throw AccessRefused.tooOften(wait);
        });
    }

    /**
     * Before a file is taken, of which nobody knows yet how long it is.
     *
     * @throws AccessRefused when the day's bytes are used up
     */
    public void requireFileBytes() {
        require(fileBytes, 0);
    }

    public void fileBytes(long taken) {
        limited().ifPresent(who -> fileBytes.add(who.key(), taken));
    }

    /**
     * An import, until it is closed.
     *
     * @throws AccessRefused when as many of the caller's go on as may
     */
    public InProgress beginImport() {
        var who = limited();
        if (who.isEmpty() || maxImports == 0) {
            return () -> {};
        }
        var key = who.get().key();
        int now = imports.merge(key, 1, Integer::sum);
        if (now > maxImports) {
            endImport(key);
            throw AccessRefused.tooOften(AGAIN);
        }
        return () -> endImport(key);
    }

    private void endImport(String key) {
        imports.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    /** The caller's own; none for whoever is not limited. */
    public List<Use> mine() {
        var uses = new ArrayList<Use>();
        limited().map(Caller::key).ifPresent(key -> {
            uses.add(use("requests", requests, key));
            uses.add(use("exports", exports, key));
            uses.add(use("file_bytes", fileBytes, key));
            uses.add(use("idempotency_keys", idempotencyKeys, key));
            uses.add(use("sandboxes", sandboxes, key));
            uses.add(new Use("imports", maxImports, imports.getOrDefault(key, 0), null));
        });
        return uses;
    }

    private static Use use(String name, Rate rate, String key) {
        return new Use(name, rate.limit(), rate.used(key), rate.per());
    }

    private Optional<Caller> limited() {
        return caller.find().filter(who -> who.id() != null);
    }
}
