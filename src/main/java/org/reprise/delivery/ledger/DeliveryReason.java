package org.reprise.delivery.ledger;

import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.message.Filling;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.LostReply;
import org.reprise.telegram.WaitCause;

/** Why a delivery came into its state. The ledger has its code, the API and files have its words. */
public sealed interface DeliveryReason {
    /** As the ledger stores it; of any length. */
    String stored();

    /** In English, as the API and files have it. */
    default String words() {
        return stored();
    }

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

    /** It left, or may have, and Telegram's answer was not seen. */
    record ReplyLost(LostReply why) implements DeliveryReason {
        @Override
        public String stored() {
            return why.name();
        }

        @Override
        public String words() {
            return switch (why) {
                case NO_REPLY_IN_TIME -> "no reply in time";
                case CONNECTION_BROKE -> "the connection broke";
                case TELEGRAM_FAILED_INSIDE -> "Telegram failed inside";
                case NOT_TELEGRAM -> "something other than Telegram answered";
                case GATEWAY_FAILED -> "the gateway failed";
                case GOING_DOWN -> "Reprise is going down";
                case SESSION_CLOSED -> "Reprise let go of Telegram before the reply";
            };
        }
    }

    /** The message goes to this recipient in no form; nothing was handed over. */
    record Unfilled(Filling.Cause cause) implements DeliveryReason {
        @Override
        public String stored() {
            return cause.name();
        }

        @Override
        public String words() {
            return switch (cause) {
                case MISSING_VALUE -> "a value is missing";
                case SKIPPED -> "the text skips them";
                case TOO_LONG -> "their text would be too long";
                case BLANK -> "nothing of their text could be seen";
            };
        }
    }

    /** In the words of an older Reprise. Nothing is ever decided on them. */
    record Told(String stored) implements DeliveryReason {}

    /** What Reprise itself knows. */
    enum Noted implements DeliveryReason {
        /** Reached by other means. */
        ELSEWHERE("elsewhere", "elsewhere"),
        COUNTED_BY_OPERATOR("COUNTED_BY_OPERATOR", "counted as sent by an operator"),
        /** A crash left the claim, and nobody can tell what became of it. */
        CRASHED("CRASHED", "the server went down before the reply");

        private final String stored;
        private final String words;

        Noted(String stored, String words) {
            this.stored = stored;
            this.words = words;
        }

        @Override
        public String stored() {
            return stored;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /** @param stored as the ledger has it; null for no reason */
    static Optional<DeliveryReason> of(String stored) {
        return Optional.ofNullable(stored)
                .map(code -> known().filter(reason -> reason.stored().equals(code))
                        .findFirst()
                        .orElseGet(() -> new Told(code)));
    }

    private static Stream<DeliveryReason> known() {
        return Stream.of(
                        Stream.of(Noted.values()),
                        Stream.of(SendOutcome.Reason.values()).map(Refused::new),
                        Stream.of(WaitCause.values()).map(Paused::new),
                        Stream.of(LostReply.values()).map(ReplyLost::new),
                        Stream.of(Filling.Cause.values()).map(Unfilled::new))
                .flatMap(each -> each);
    }
}
