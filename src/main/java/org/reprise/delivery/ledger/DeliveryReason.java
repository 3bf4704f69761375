package org.reprise.delivery.ledger;

import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;

/** Why a delivery came into its state. Each knows the word that the ledger, reports and the API have for it. */
public sealed interface DeliveryReason {

    /** As the ledger stores it; of any length. */
    String stored();

    /** Telegram refused this recipient. */
    record Refused(SendOutcome.Reason reason) implements DeliveryReason {
        @Override
        public String stored() {
            return reason.name();
        }
    }

    /** Telegram asked for a pause again and again. */
    record Paused(WaitCause cause) implements DeliveryReason {
        @Override
        public String stored() {
            return cause.toString();
        }
    }

    /** In a gateway's words, or in those of an older Reprise. Nothing is ever decided on them. */
    record Told(String stored) implements DeliveryReason {}

    /** What Reprise itself knows. */
    enum Noted implements DeliveryReason {
        /** Reached by other means. */
        ELSEWHERE("elsewhere"),
        COUNTED_BY_OPERATOR("counted as sent by an operator"),
        /** A crash left the claim, and nobody can tell what became of it. */
        CRASHED("the server went down before the reply");

        private final String stored;

        Noted(String stored) {
            this.stored = stored;
        }

        @Override
        public String stored() {
            return stored;
        }
    }

    /** @param stored as the ledger has it, of any state; null for no reason */
    static Optional<DeliveryReason> of(String stored) {
        return Stream.<DeliveryReason>of(Noted.values())
                .filter(noted -> noted.stored().equals(stored))
                .findFirst()
                .or(() -> ofFailure(stored));
    }

    /** @param stored why somebody failed; null for no reason */
    static Optional<DeliveryReason> ofFailure(String stored) {
        return Optional.ofNullable(stored)
                .map(word -> Stream.<DeliveryReason>concat(
                                Stream.of(SendOutcome.Reason.values()).map(Refused::new),
                                Stream.of(WaitCause.values()).map(Paused::new))
                        .filter(known -> known.stored().equals(word))
                        .findFirst()
                        .orElseGet(() -> new Told(word)));
    }
}
