package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.delivery.ledger.DeliveriesDecided;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.ledger.UncertainDeliveries;

/** Where operators decide about recipients of whom nobody knows whether the message reached them. */
@ApplicationScoped
public class UncertainService {
    private static final Logger LOG = Logger.getLogger(UncertainService.class.getName());

    private final CampaignStore store;
    private final UncertainDeliveries uncertain;
    private final Consumer<Object> tell;

    @Inject
    UncertainService(CampaignStore store, UncertainDeliveries uncertain, Event<Object> events) {
        this(store, uncertain, events::fire);
    }

    public UncertainService(CampaignStore store, UncertainDeliveries uncertain, Consumer<Object> tell) {
        this.store = store;
        this.uncertain = uncertain;
        this.tell = tell;
    }

    /**
     * They were reached.
     *
     * @param confirmed how many the operator decided about
     * @throws CampaignRefused unknown; conflict when another number is uncertain by now
     */
    @Needs(Role.OPERATOR)
    public Tally countAsSent(long id, long confirmed) {
        find(id);
        return decided(id, uncertain.countAsSent(id, confirmed), confirmed, "counted as sent");
    }

    /**
     * They were not reached: the next run messages them. Does not start one.
     *
     * @param confirmed how many the operator decided about
     * @throws CampaignRefused unknown; conflict when the campaign runs, or another number is uncertain by now
     */
    @Needs(Role.OWNER)
    public Tally sendAgain(long id, long confirmed) {
        var released = released(id, () -> uncertain.release(id, confirmed));
        return decided(id, released, confirmed, "released to be sent again");
    }

    /**
     * As {@link #countAsSent}, of one recipient.
     *
     * @throws CampaignRefused unknown; conflict when that one is not uncertain
     */
    @Needs(Role.OPERATOR)
    public Tally countOneAsSent(long id, long user) {
        find(id);
        return decidedOne(id, user, uncertain.countOneAsSent(id, user), "counted as sent");
    }

    /**
     * As {@link #sendAgain}, of one recipient.
     *
     * @throws CampaignRefused unknown; conflict when the campaign runs, or that one is not uncertain
     */
    @Needs(Role.OWNER)
    public Tally sendOneAgain(long id, long user) {
        var released = released(id, () -> uncertain.releaseOne(id, user));
        return decidedOne(id, user, released, "released to be sent again");
    }

    private Optional<Tally> released(long id, Supplier<Optional<Tally>> release) {
        if (find(id).isRunning()) {
            throw CampaignRefused.conflict(LocalizedMessage.of("uncertain.running", String.valueOf(id)));
        }
        // before it too: a run that starts right after the commit must not be given the old set
        store.forgetSentUsers(id);
        var released = release.get();
        store.forgetSentUsers(id);
        return released;
    }

    private Tally decidedOne(long id, long user, Optional<Tally> tally, String what) {
        tell(id, tally);
        if (tally.isEmpty()) {
            throw CampaignRefused.conflict(
                    LocalizedMessage.of("uncertain.one", String.valueOf(id), String.valueOf(user)));
        }
        LOG.info(() -> "campaign " + id + ": one uncertain recipient was " + what + store.by());
        return tally.get();
    }

    private Campaign tell(long id, Optional<Tally> tally) {
        // told in any case: the answer to an earlier decision may have been lost
        var now = find(id);
        tell.accept(new DeliveriesDecided(id, tally.orElse(now.tally())));
        return store.changed(now);
    }

    private Tally decided(long id, Optional<Tally> tally, long confirmed, String what) {
        var now = tell(id, tally);
        if (tally.isEmpty()) {
            throw CampaignRefused.conflict(LocalizedMessage.of(
                    "uncertain.changed",
                    String.valueOf(id),
                    now.status().toString(),
                    now.tally().uncertain(),
                    confirmed));
        }
        LOG.info(() -> "campaign " + id + ": " + confirmed + " uncertain recipients were " + what + store.by());
        return tally.get();
    }

    private Campaign find(long id) {
        return store.stored(id);
    }
}
