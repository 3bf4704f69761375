package org.reprise.campaign;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.reprise.audience.Targeting;

/**
 * A change of whom a campaign is for, decided on what holds when it is made.
 *
 * @param change makes the new targeting of the one that holds
 * @param target of {@code target_recipients}; gets and gives null for none
 */
public record TargetingEdit(UnaryOperator<Targeting> change, UnaryOperator<Long> target) {
    public static final TargetingEdit NOTHING = new TargetingEdit(UnaryOperator.identity(), UnaryOperator.identity());

    /** Makes it {@code targeting}, and keeps the target. */
    public static TargetingEdit to(Targeting targeting) {
        return new TargetingEdit(before -> targeting, UnaryOperator.identity());
    }

    /** @throws CampaignRefused invalid: another target, below 1 */
    Limits appliedTo(Limits limits) {
        var wanted = target.apply(limits.targetRecipients());
        return Objects.equals(wanted, limits.targetRecipients()) ? limits : Limits.entered(limits.limit(), wanted);
    }

    Targeting appliedTo(Targeting targeting) {
        return change.apply(targeting);
    }
}
