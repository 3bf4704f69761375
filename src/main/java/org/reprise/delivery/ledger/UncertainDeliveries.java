package org.reprise.delivery.ledger;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason.Noted;
import org.reprise.delivery.ledger.EndCause.Kind;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * What an operator decides about recipients of whom nobody knows whether the message reached them. A decision is about
 * one of them; or about all, and about exactly as many as the operator saw: when that number does not hold, nothing is
 * done.
 */
@Dependent
public class UncertainDeliveries {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final DeliveryCounts counts;
    private final Releases releases;
    private final Audit audit;
    private final Clock clock;

    @Inject
    public UncertainDeliveries(Storage storage, Audit audit, Clock clock) {
        this.storage = storage;
        this.counts = new DeliveryCounts(storage);
        this.releases = new Releases(storage);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * They reached their recipients, says the operator: at any time.
     *
     * @return empty when not exactly {@code expected} recipients are uncertain: nothing was done
     */
    public Optional<Tally> countAsSent(long campaign, long expected) {
        return decide(
                campaign, expected, true, ActivityType.COUNTED_AS_SENT, handle -> countAsSent(handle, campaign, null));
    }

    /** The same of one of them; empty when that one is not uncertain. */
    public Optional<Tally> countOneAsSent(long campaign, long user) {
        return decideOne(
                campaign, user, true, ActivityType.COUNTED_AS_SENT, handle -> countAsSent(handle, campaign, user));
    }

    /** @param user null: all of them; as in {@link #release(Handle, long, Long)} */
    private OutcomeSum countAsSent(Handle handle, long campaign, Long user) {
        var sum = new OutcomeSum();
        handle.createQuery(sql.get("count-as-sent"))
                .bind("campaign", campaign)
                .bind("user", user)
                .bind("reason", Noted.COUNTED_BY_OPERATOR.stored())
                .bind("at", clock.instant())
                .mapTo(Integer.class)
                .forEach(revision -> sum.add(State.SENT, Noted.COUNTED_BY_OPERATOR, revision, 1));
        sum.add(State.UNCERTAIN, null, 0, -sum.in(State.SENT));
        return sum;
    }

    /**
     * They are as if never touched, so the next run may message them: the one exception to never twice, and the
     * operator's. A completed campaign is not completed any more: it is stopped, and says who waits for its resume.
     *
     * @return empty when the campaign runs, or not exactly {@code expected} recipients are uncertain: nothing was done
     */
    public Optional<Tally> release(long campaign, long expected) {
        return decide(campaign, expected, false, ActivityType.RELEASED, handle -> release(handle, campaign, null));
    }

    /** The same of one of them; empty when the campaign runs, or that one is not uncertain. */
    public Optional<Tally> releaseOne(long campaign, long user) {
        return decideOne(campaign, user, false, ActivityType.RELEASED, handle -> release(handle, campaign, user));
    }

    private OutcomeSum release(Handle handle, long campaign, Long user) {
        var sum = new OutcomeSum();
        releases.forgetReached(handle, campaign);
        releases.noteUncertain(handle, campaign, user);
        int released = handle.createUpdate(sql.get("release-uncertain"))
                .bind("campaign", campaign)
                .bind("user", user)
                .execute();
        var reason = user == null ? Kind.RELEASED.with(released) : Kind.RELEASED_ONE.with();
        handle.createUpdate(sql.get("wait-for-resume"))
                .bind("campaign", campaign)
                .bind("endKind", reason.kind().name())
                .bind("error", reason.said().toString())
                .bind("errorSaid", reason.said().stored())
                .execute();
        sum.add(State.UNCERTAIN, null, 0, -released);
        return sum;
    }

    private Optional<Tally> decideOne(
            long campaign, long user, boolean whileRunning, ActivityType type, Function<Handle, OutcomeSum> work) {
        return storage.write(handle -> handle.createQuery(sql.get("lock-one-uncertain"))
                .bind("campaign", campaign)
                .bind("user", user)
                .bind("whileRunning", whileRunning)
                .mapTo(Long.class)
                .findOne()
                .map(account -> {
                    handle.createUpdate(sql.get("take-uncertain-reason"))
                            .bind("campaign", campaign)
                            .bind("user", user)
                            .execute();
                    var sum = work.apply(handle);
                    note(account, campaign, type, JSON.createObjectBuilder().add("user_id", String.valueOf(user)));
                    return decide(handle, campaign, type, sum);
                }));
    }

    private Optional<Tally> decide(
            long campaign, long expected, boolean whileRunning, ActivityType type, Function<Handle, OutcomeSum> work) {
        return storage.writeHoweverLong(handle -> handle.createQuery(sql.get("lock-uncertain"))
                .bind("campaign", campaign)
                .bind("expected", expected)
                .bind("whileRunning", whileRunning)
                .mapTo(Long.class)
                .findOne()
                .map(account -> {
                    handle.createUpdate(sql.get("forget-uncertain-reasons"))
                            .bind("campaign", campaign)
                            .execute();
                    var sum = work.apply(handle);
                    note(account, campaign, type, JSON.createObjectBuilder().add("recipients", expected));
                    return decide(handle, campaign, type, sum);
                }));
    }

    private void note(long account, long campaign, ActivityType type, JsonObjectBuilder after) {
        var action = type == ActivityType.RELEASED ? AuditAction.RECIPIENTS_RELEASED : AuditAction.RECIPIENTS_COUNTED;
        audit.note(account, action, Subject.of("campaign", campaign), Change.to(after.build()));
    }

    private Tally decide(Handle handle, long campaign, ActivityType type, OutcomeSum sum) {
        var details = LocalizedMessage.of("activity.uncertain", -sum.in(State.UNCERTAIN));
        handle.createUpdate(sql.get("insert-activity"))
                .bind("campaign", campaign)
                .bind("at", clock.instant())
                .bind("type", type.toString())
                .bind("details", details.toString())
                .bind("detailsSaid", details.stored())
                .bind("actor", audit.actor())
                .execute();
        return counts.add(handle, campaign, 0, sum, clock.millis()).tally();
    }
}
