package org.reprise.delivery.run;

import java.util.List;
import java.util.Optional;
import org.reprise.audience.Audience.Candidate;
import org.reprise.audience.OptOuts;
import org.reprise.delivery.ledger.EligibilityRules;
import org.reprise.delivery.ledger.SentUsers;

/** Whom a run may claim, by {@link EligibilityRules}, each of which it asks when it has read the facts. */
final class RecipientChoice {
    private final SentUsers sentUsers;
    private final OptOuts optOuts;

    RecipientChoice(SentUsers sentUsers, OptOuts optOuts) {
        this.sentUsers = sentUsers;
        this.optOuts = optOuts;
    }

    /** False is certain; true may also mean that the set of the reached is not filled, so the claim decides. */
    boolean mayBeWrittenTo(Candidate candidate) {
        return candidate.selected() && !sentUsers.contains(candidate.userId());
    }

    /** Asked right before the claim, so that an opt-out holds at once. */
    List<Long> withoutOptOuts(long accountId, List<Long> userIds) {
        if (userIds.isEmpty()) {
            return userIds;
        }
        var known = optOuts.of(accountId, userIds);
        return userIds.stream()
                .filter(id -> EligibilityRules.leftOut(Optional.ofNullable(known.get(id)))
                        .isEmpty())
                .toList();
    }
}
