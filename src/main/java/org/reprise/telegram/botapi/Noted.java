package org.reprise.telegram.botapi;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Settlement;

/** What the journal says of a claim. The codes stand in files: none is ever given another meaning. */
enum Noted {
    /** Nothing of it is with Telegram: it was not handed over, did not leave, or Telegram did not take it. */
    IN_HAND(1, null),
    /** Its first byte may have left. */
    LEFT(2, null),
    SENT(3, null),
    BLOCKED(10, Reason.BLOCKED),
    DEACTIVATED(11, Reason.DEACTIVATED),
    NEVER_WROTE(12, Reason.NEVER_WROTE),
    PRIVACY_RESTRICTED(13, Reason.PRIVACY_RESTRICTED),
    WRITE_FORBIDDEN(14, Reason.WRITE_FORBIDDEN),
    GROUP(15, Reason.GROUP),
    /** Refused in words that are not noted. */
    UNRECOGNISED(16, Reason.UNRECOGNISED);

    final int code;
    private final Reason reason;

    Noted(int code, Reason reason) {
        this.code = code;
        this.reason = reason;
    }

    static Optional<Noted> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }

    /** @return empty when nobody knows more than before */
    static Optional<Noted> of(Reply reply) {
        if (reply instanceof Reply.Answer answer) {
            return of(Verdict.of(answer));
        }
        return reply instanceof Reply.NeverLeft ? Optional.of(IN_HAND) : Optional.empty();
    }

    private static Optional<Noted> of(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Sent) {
            return Optional.of(SENT);
        } else if (outcome instanceof SendOutcome.Refused refused) {
            return Arrays.stream(values())
                    .filter(each -> each.reason == refused.reason())
                    .findFirst();
        }
        // all others say that it was not delivered, and the recipient keeps their claim
        return outcome instanceof SendOutcome.Unknown ? Optional.empty() : Optional.of(IN_HAND);
    }

    /** @param messageId of a message that was sent, if it is noted */
    Settlement settlement(int revision, OptionalLong messageId) {
        return switch (this) {
            case IN_HAND -> new Settlement.NeverLeft();
            case LEFT -> new Settlement.Unknown();
            case SENT -> new Settlement.Answered(new SendOutcome.Sent(messageId), revision);
            default -> new Settlement.Answered(new SendOutcome.Refused(reason), revision);
        };
    }
}
