package org.reprise.campaign;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;

/**
 * A change of whom a campaign is for, decided on what holds when it is made.
 *
 * @param start bounds a chat's first message; gets and gives null for no bound
 * @param newest bounds a chat's newest message, in the same way
 * @param target of {@code target_recipients}; gets and gives null for none
 */
public record TargetingEdit(UnaryOperator<Bound> start, UnaryOperator<Bound> newest, UnaryOperator<Long> target) {
    public static final TargetingEdit NOTHING =
            new TargetingEdit(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

    /** Makes it {@code targeting}, and keeps the target. */
    public static TargetingEdit to(Targeting targeting) {
        return new TargetingEdit(
                before -> targeting.chatStart(), before -> targeting.newestChat(), UnaryOperator.identity());
    }

    /** @throws CampaignRefused invalid: another target, below 1 */
    Limits appliedTo(Limits limits) {
        var wanted = target.apply(limits.targetRecipients());
        return Objects.equals(wanted, limits.targetRecipients()) ? limits : Limits.entered(limits.limit(), wanted);
    }

    Targeting appliedTo(Targeting targeting) {
        return new Targeting(
                start.apply(targeting.chatStart()),
                newest.apply(targeting.newestChat()),
                targeting.categories(),
                targeting.includeCategories(),
                targeting.excludeCategories());
    }
}
