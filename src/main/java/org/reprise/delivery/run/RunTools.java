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
    private final TimeSource time;
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
            Event<Object> events,
            TimeSource time) {
        this(owner, people, ledger, recovery, lanes, events::fire, time);
    }

    /** @param tell takes the events of this room, after the commit they tell of */
    public RunTools(
            RunOwner owner,
            People people,
            DeliveryLedger ledger,
            CrashRecovery recovery,
            SessionLanes lanes,
            Consumer<Object> tell,
            TimeSource time) {
        this.owner = owner;
        this.people = people;
        this.ledger = ledger;
        this.recovery = recovery;
        this.lanes = lanes;
        this.tell = tell;
        this.time = time;
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

    TimeSource time() {
        return time;
    }
}
