package org.reprise.delivery.run;

import java.util.function.Consumer;
import org.reprise.TimeSource;
import org.reprise.audience.Audience;
import org.reprise.audience.OptOuts;
import org.reprise.delivery.ledger.DeliveryLedger;
import org.reprise.session.SessionLanes;
import org.reprise.telegram.Gateways;

/**
 * What every run works with.
 *
 * @param tell takes the events of this room, after the commit they tell of
 */
record RunTools(
        RunOwner owner,
        Audience audience,
        OptOuts optOuts,
        DeliveryLedger ledger,
        CrashRecovery recovery,
        Gateways gateways,
        SessionLanes lanes,
        DatabasePermits permits,
        Consumer<Object> tell,
        TimeSource time) {}
