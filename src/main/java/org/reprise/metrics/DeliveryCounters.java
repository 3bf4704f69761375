package org.reprise.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.reprise.delivery.ledger.OutcomesCommitted;
import org.reprise.delivery.run.PeopleLeftOut;
import org.reprise.delivery.run.RunWaiting;
import org.reprise.telegram.WaitCause;

/** Counts what runs tell, since the start of the server. Safe for many threads, which never wait for each other. */
@ApplicationScoped
public class DeliveryCounters {
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder uncertain = new LongAdder();
    private final LongAdder leftOut = new LongAdder();
    private final Map<Long, WaitCause> waiting = new ConcurrentHashMap<>();

    public void committed(@Observes OutcomesCommitted event) {
        sent.add(event.sent());
        failed.add(event.failed());
        uncertain.add(event.uncertain());
    }

    public void leftOut(@Observes PeopleLeftOut event) {
        leftOut.add(event.people());
    }

    public void waiting(@Observes RunWaiting event) {
        if (event.cause() == null) {
            waiting.remove(event.campaignId());
        } else {
            waiting.put(event.campaignId(), event.cause());
        }
    }

    long sent() {
        return sent.sum();
    }

    long failed() {
        return failed.sum();
    }

    long uncertain() {
        return uncertain.sum();
    }

    long leftOut() {
        return leftOut.sum();
    }

    /** Campaigns that wait for it. */
    long waitingFor(WaitCause cause) {
        return waiting.values().stream().filter(cause::equals).count();
    }
}
