package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.audience.Audience;
import org.reprise.audience.LeftOut;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/**
 * Recipients whom Telegram refused, of whom some can be reached by now. Only rows that say FAILED are ever touched:
 * Telegram delivered nothing of theirs.
 */
@Dependent
public class FailedDeliveries {
    private static final int CHUNK = 10_000;

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final DeliveryCounts counts;
    private final Releases releases;
    private final Clock clock;

    @Inject
    public FailedDeliveries(Storage storage, Clock clock) {
        this.storage = storage;
        this.counts = new DeliveryCounts(storage);
        this.releases = new Releases(storage);
        this.clock = clock;
    }

    /** Reads every failed recipient of the campaign: about 10 µs each. */
    public Retryable retryable(long campaign, Session session, Targeting targeting) {
        return storage.read(
                handle -> failures(handle, campaign, session, targeting).retryable());
    }

    /**
     * Makes those who can be tried again as if never touched, in all counts; the next run begins with them. Belongs
     * into a transaction that has changed the campaign's row before, and is to be rolled back when another number than
     * {@code expected} could be released: then nothing was.
     *
     * @return who could be released
     */
    public Retryable release(long campaign, Session session, Targeting targeting, long expected) {
        return storage.writeHoweverLong(handle -> {
            var failures = failures(handle, campaign, session, targeting);
            if (failures.open.size() == expected) {
                release(handle, campaign, failures.open);
            }
            return failures.retryable();
        });
    }

    private void release(Handle handle, long campaign, List<Failure> open) {
        releases.forgetReached(handle, campaign);
        for (int from = 0; from < open.size(); from += CHUNK) {
            var some = open.subList(from, Math.min(open.size(), from + CHUNK)).stream()
                    .map(Failure::userId)
                    .toList();
            releases.note(handle, campaign, some);
            handle.createUpdate(sql.get("release-failed"))
                    .bind("campaign", campaign)
                    .bind("ids", new Ids(some))
                    .execute();
        }
        var sum = new OutcomeSum();
        open.forEach(failure -> sum.add(State.FAILED, failure.reason().orElse(null), failure.revision(), -1));
        counts.add(handle, campaign, 0, sum, clock.millis());
        counts.failedInTimeAnew(handle, campaign);
    }

    private record Failures(List<Failure> open, EnumMap<Failure.Obstacle, Long> obstacles) {
        Retryable retryable() {
            var byReason = new TreeMap<String, Long>();
            open.forEach(failure ->
                    byReason.merge(failure.reason().map(DeliveryReason::stored).orElse("null"), 1L, Long::sum));
            return new Retryable(byReason, obstacles);
        }
    }

    private Failures failures(Handle handle, long campaign, Session session, Targeting targeting) {
        var open = new ArrayList<Failure>();
        var obstacles = new EnumMap<Failure.Obstacle, Long>(Failure.Obstacle.class);
        Audience.selected(handle.createQuery(sql.get("failed")), session, targeting)
                .bind("campaign", campaign)
                .setFetchSize(CHUNK)
                .map(FailedDeliveries::failure)
                .forEach(failure -> failure.obstacle(session)
                        .ifPresentOrElse(
                                obstacle -> obstacles.merge(obstacle, 1L, Long::sum), () -> open.add(failure)));
        return new Failures(open, obstacles);
    }

    private static Failure failure(ResultSet row, StatementContext context) throws SQLException {
        return new Failure(
                row.getLong("user_id"),
                DeliveryReason.of(row.getString("reason")),
                row.getInt("revision"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getLong("targeted") > 0,
                lastMessage(row),
                Optional.ofNullable(row.getString("left_out")).map(LeftOut.Cause::valueOf));
    }

    private static Optional<Instant> lastMessage(ResultSet row) throws SQLException {
        long millis = row.getLong("last_message_at");
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
