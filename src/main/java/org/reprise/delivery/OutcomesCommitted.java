package org.reprise.delivery;

import java.util.Collection;
import org.reprise.delivery.Delivery.State;

/**
 * Outcomes of messages that this server handed over, or that an earlier run of its did, were committed. Each outcome is
 * told once.
 *
 * @param sent Telegram has the message
 * @param failed Telegram refused it
 * @param uncertain nobody knows whether Telegram has it
 */
public record OutcomesCommitted(int sent, int failed, int uncertain) {

    static OutcomesCommitted of(Collection<DeliveryLedger.Outcome> outcomes) {
        return new OutcomesCommitted(
                in(outcomes, State.SENT), in(outcomes, State.FAILED), in(outcomes, State.UNCERTAIN));
    }

    private static int in(Collection<DeliveryLedger.Outcome> outcomes, State state) {
        return (int)
                outcomes.stream().filter(outcome -> outcome.state() == state).count();
    }
}
