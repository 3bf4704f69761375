package org.reprise.delivery.ledger;

import java.util.Collection;
import org.reprise.delivery.ledger.Delivery.State;

/**
 * Outcomes of messages that this server handed over, or that an earlier run of its did, were committed. Each outcome is
 * told once.
 *
 * @param sent Telegram has the message
 * @param failed Telegram refused it
 * @param uncertain nobody knows whether Telegram has it
 */
public record OutcomesCommitted(int sent, int failed, int uncertain) {

    public static OutcomesCommitted of(Collection<Outcome> outcomes) {
        return new OutcomesCommitted(
                in(outcomes, State.SENT), in(outcomes, State.FAILED), in(outcomes, State.UNCERTAIN));
    }

    private static int in(Collection<Outcome> outcomes, State state) {
        return (int)
                outcomes.stream().filter(outcome -> outcome.state() == state).count();
    }
}
