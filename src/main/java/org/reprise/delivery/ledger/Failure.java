package org.reprise.delivery.ledger;

import java.time.Instant;
import java.util.Optional;
import org.reprise.audience.LeftOut;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;

/**
 * A recipient whom Telegram refused, and what is known of them since. Nothing was delivered, so another try is no
 * second message.
 *
 * @param reason why Telegram refused, or the pause that it asked for again and again
 * @param revision the text that was refused
 * @param at when Telegram refused
 * @param targeted whether they are a contact of the session whom the campaign's targeting selects
 * @param lastMessageAt when they last wrote to the session, as far as that is known
 * @param leftOut why every campaign of the account leaves them out, if it does
 */
public record Failure(
        long userId,
        Optional<DeliveryReason> reason,
        int revision,
        Instant at,
        boolean targeted,
        Optional<Instant> lastMessageAt,
        Optional<LeftOut.Cause> leftOut) {

    /** Why another try makes no sense now. */
    public enum Obstacle {
        OPTED_OUT,
        BLOCKED,
        DEACTIVATED,
        /** They are no contact of the session any more, or the campaign's targeting does not select them. */
        NOT_SELECTED,
        /** The reason lasts until they write, and they did not write since. */
        SILENT
    }

    /** Empty when the reason may be over, and the next run would send to them. */
    Optional<Obstacle> obstacle(Session session) {
        if (leftOut.isPresent()) {
            return leftOut.map(Failure::obstacle);
        }
        if (!targeted) {
            return Optional.of(Obstacle.NOT_SELECTED);
        }
        return refusal().map(refusal -> lasts(refusal, session)).orElse(false)
                ? Optional.of(Obstacle.SILENT)
                : Optional.empty();
    }

    private static Obstacle obstacle(LeftOut.Cause cause) {
        return switch (cause) {
            case ASKED -> Obstacle.OPTED_OUT;
            case BLOCKED -> Obstacle.BLOCKED;
            case DEACTIVATED -> Obstacle.DEACTIVATED;
        };
    }

    private boolean lasts(Reason refusal, Session session) {
        return switch (refusal) {
            case UNRECOGNISED -> false;
            case GROUP -> true;
            // a block leaves them out until they are back; a sandbox notes none, so there only writing tells
            case BLOCKED -> session.isSandbox() && !wroteSince();
            case NEVER_WROTE, PRIVACY_RESTRICTED, WRITE_FORBIDDEN, DEACTIVATED -> !wroteSince();
        };
    }

    private boolean wroteSince() {
        return lastMessageAt.filter(last -> last.isAfter(at)).isPresent();
    }

    /** Empty for a pause: it is over some day. */
    private Optional<Reason> refusal() {
        return reason.filter(DeliveryReason.Refused.class::isInstance)
                .map(DeliveryReason.Refused.class::cast)
                .map(DeliveryReason.Refused::reason);
    }
}
