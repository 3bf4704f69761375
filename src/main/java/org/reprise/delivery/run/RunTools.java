package org.reprise.delivery.run;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.reprise.TimeSource;
import org.reprise.audience.Audience;
import org.reprise.audience.OptOuts;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.session.SessionLanes;

/** What every run works with. */
@Dependent
public final class RunTools {
    private final RunOwner owner;
    private final People people;
    private final DeliveryLedger ledger;
    private final CrashRecovery recovery;
    private final SessionLanes lanes;
    private final Consumer<Object> tell;
    private final LivingRuns living;
    private final DatabasePermits permits = new DatabasePermits();

    /** Who can be written to, and who wants that no more. */
    @Dependent
    public record People(Audience audience, OptOuts optOuts) {
        @Inject
        public People {}
    }

    @Inject
    RunTools(
            RunOwner owner,
            People people,
            DeliveryLedger ledger,
            CrashRecovery recovery,
            SessionLanes lanes,
            LivingRuns living,
            Event<Object> events) {
        this(owner, people, ledger, recovery, lanes, living, events::fire);
    }

    /** @param tell takes the events of this room, after the commit they tell of */
    public RunTools(
            RunOwner owner,
            People people,
            DeliveryLedger ledger,
            CrashRecovery recovery,
            SessionLanes lanes,
            LivingRuns living,
            Consumer<Object> tell) {
        this.owner = owner;
        this.people = people;
        this.ledger = ledger;
        this.recovery = recovery;
        this.lanes = lanes;
        this.tell = tell;
        this.living = living;
    }

    RunOwner owner() {
        return owner;
    }

    People people() {
        return people;
    }

    DeliveryLedger ledger() {
        return ledger;
    }

    CrashRecovery recovery() {
        return recovery;
    }

    SessionLanes lanes() {
        return lanes;
    }

    /** Of the database, for the runs of one server. */
    DatabasePermits permits() {
        return permits;
    }

    Consumer<Object> tell() {
        return tell;
    }

    /** Of this server, those of other sessions too. */
    LivingRuns living() {
        return living;
    }

    /** As of the lanes: what is due in one is due by the same clock. */
    TimeSource time() {
        return lanes.time();
    }
}
