package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * How many deliveries of a campaign are in which state, since when and why: kept in the transactions that change
 * deliveries, so they always agree with the ledger and no look at them counts its rows.
 */
@Dependent
public class DeliveryCounts {
    private final Statements sql = Statements.of("delivery");
    private final Storage storage;

    @Inject
    public DeliveryCounts(Storage storage) {
        this.storage = storage;
    }

    /** So many were sent and failed from {@code since} on, for {@code width}. */
    public record TimeBucket(Instant since, Duration width, long sent, long failed) {}

    /** So many came into a state for a reason. */
    public record ReasonCount(State state, DeliveryReason reason, long deliveries) {}

    public Tally tally(long campaign) {
        return storage.read(handle -> handle.createQuery(sql.get("tally"))
                .bind("campaign", campaign)
                .map(DeliveryCounts::tally)
                .findOne()
                .orElse(Tally.NOTHING));
    }

    /** How many were recorded as reached by other means: they are no work of the campaign's, and in no tally. */
    public long elsewhere(long campaign) {
        return storage.read(handle -> handle.createQuery(sql.get("elsewhere"))
                .bind("campaign", campaign)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /**
     * From the first outcome to the last, in about {@code most} equal stretches at the most and none shorter than a
     * second; empty when there is no outcome.
     */
    public List<TimeBucket> inTime(long campaign, int most) {
        return storage.read(handle -> handle.createQuery(sql.get("span"))
                .bind("campaign", campaign)
                .map((row, context) -> new Span(row.getLong("first"), row.getLong("last")))
                .filter(span -> span.last > 0)
                .findFirst()
                .map(span -> inTime(handle, campaign, span, Math.max(1000, (span.last - span.first) / most)))
                .orElse(List.of()));
    }

    private record Span(long first, long last) {}

    private List<TimeBucket> inTime(Handle handle, long campaign, Span span, long width) {
        var stored = handle.createQuery(sql.get("in-time"))
                .bind("campaign", campaign)
                .bind("width", width)
                .map((row, context) -> new TimeBucket(
                        Instant.ofEpochMilli(row.getLong("since")),
                        Duration.ofMillis(width),
                        row.getLong("sent"),
                        row.getLong("failed")))
                .collect(Collectors.toMap(TimeBucket::since, Function.identity()));
        return LongStream.iterate(span.first - span.first % width, at -> at <= span.last, at -> at + width)
                .mapToObj(Instant::ofEpochMilli)
                .map(at -> stored.getOrDefault(at, new TimeBucket(at, Duration.ofMillis(width), 0, 0)))
                .toList();
    }

    /** The most frequent first. Deliveries without a reason are the rest of the {@link #tally}. */
    public List<ReasonCount> byReason(long campaign) {
        return storage.read(handle -> handle.createQuery(sql.get("by-reason"))
                .bind("campaign", campaign)
                .map((row, context) -> new ReasonCount(
                        State.valueOf(row.getString("state")),
                        DeliveryReason.of(row.getString("reason")).orElse(null),
                        row.getLong("deliveries")))
                .list());
    }

    /** @param claims all that the campaign ever made, those that were given back among them */
    record Counted(Tally tally, long claims) {}

    /** @param claimed negative: so many were given back */
    Counted claimed(Handle handle, long campaign, int claimed) {
        return count(handle, campaign, claimed, new OutcomeSum());
    }

    /**
     * The campaign's row first: who holds it changes the other counts alone, so no two wait for each other.
     *
     * @param at milliseconds since 1970
     */
    Counted add(Handle handle, long campaign, int claimed, OutcomeSum sum, long at) {
        var counted = count(handle, campaign, claimed, sum);
        sum.sentByRevision.forEach((revision, sent) -> countRevision(handle, campaign, revision, sent));
        if (sum.in(State.SENT) != 0 || sum.in(State.FAILED) != 0) {
            countInTime(handle, campaign, sum, at);
        }
        sum.reasons.forEach((reason, deliveries) -> countReason(handle, campaign, reason, deliveries));
        return counted;
    }

    /** When failed deliveries are none any more: counts again in which stretch of time those that are left failed. */
    void failedInTimeAnew(Handle handle, long campaign) {
        for (var statement : List.of("forget-failed-in-time", "count-failed-in-time", "forget-empty-in-time")) {
            handle.createUpdate(sql.get(statement)).bind("campaign", campaign).execute();
        }
    }

    /** The campaign has done no work for these people. */
    Counted elsewhere(Handle handle, long campaign, int people) {
        return handle.createQuery(sql.get("count-elsewhere"))
                .bind("campaign", campaign)
                .bind("people", people)
                .map((row, context) -> new Counted(tally(row, context), row.getLong("claims")))
                .one();
    }

    private Counted count(Handle handle, long campaign, int claimed, OutcomeSum sum) {
        return handle.createQuery(sql.get("count"))
                .bind("campaign", campaign)
                .bind("claimed", claimed)
                // whoever is in the ledger now and was not before
                .bind("claims", Math.max(0, claimed + sum.all()))
                .bind("sent", sum.in(State.SENT))
                .bind("failed", sum.in(State.FAILED))
                .bind("uncertain", sum.in(State.UNCERTAIN))
                .map((row, context) -> new Counted(tally(row, context), row.getLong("claims")))
                .one();
    }

    private void countRevision(Handle handle, long campaign, int revision, int sent) {
        handle.createUpdate(sql.get("count-revision"))
                .bind("campaign", campaign)
                .bind("revision", revision)
                .bind("sent", sent)
                .execute();
    }

    private void countInTime(Handle handle, long campaign, OutcomeSum sum, long at) {
        handle.createUpdate(sql.get("count-in-time"))
                .bind("campaign", campaign)
                .bind("at", at)
                .bind("sent", sum.in(State.SENT))
                .bind("failed", sum.in(State.FAILED))
                .execute();
    }

    private void countReason(Handle handle, long campaign, OutcomeSum.Reason reason, int deliveries) {
        handle.createUpdate(sql.get("count-reason"))
                .bind("campaign", campaign)
                .bind("state", reason.state().name())
                .bind("reason", reason.text())
                .bind("deliveries", deliveries)
                .execute();
    }

    private static Tally tally(ResultSet row, StatementContext context) throws SQLException {
        return new Tally(
                row.getLong("claimed_count"),
                row.getLong("sent_count"),
                row.getLong("failed_count"),
                row.getLong("uncertain_count"),
                row.getLong("counts_version"));
    }
}
