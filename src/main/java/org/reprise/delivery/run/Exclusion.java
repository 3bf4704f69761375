package org.reprise.delivery.run;

import java.util.List;
import org.reprise.audience.OptOuts;
import org.reprise.delivery.ledger.SentUsers;

/** Who is not to be claimed: those already reached, and those who opted out of the account. */
final class Exclusion {
    private final SentUsers sentUsers;
    private final OptOuts optOuts;

    Exclusion(SentUsers sentUsers, OptOuts optOuts) {
        this.sentUsers = sentUsers;
        this.optOuts = optOuts;
    }

    /** True is certain; false may also mean that the set is not filled. */
    boolean wasReached(long userId) {
        return sentUsers.contains(userId);
    }

    /** Asked right before the claim, so that an opt-out holds at once. */
    List<Long> withoutOptOuts(long accountId, List<Long> userIds) {
        if (userIds.isEmpty()) {
            return userIds;
        }
        var optedOut = optOuts.among(accountId, userIds);
        return optedOut.isEmpty()
                ? userIds
                : userIds.stream().filter(id -> !optedOut.contains(id)).toList();
    }
}
