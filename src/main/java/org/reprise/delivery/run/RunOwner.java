package org.reprise.delivery.run;

import java.util.Map;
import java.util.Optional;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.SentUsers;
import org.reprise.message.Message;

/** What runs need of the campaigns that they send for. Answers come from storage, so every server gets the same. */
public interface RunOwner {

    /** The campaign as it stands; empty when {@code run} is not its running one (any more). */
    Optional<RunPlan> plan(long campaignId, int run);

    /**
     * Ends a run.
     *
     * @param why what an operator should know, or null
     * @return false, and nothing is changed, when the campaign was edited since {@code plan}, or the run is over
     */
    boolean finish(RunPlan plan, RunOutcome outcome, EndCause why);

    /** Every message the campaign had, by revision number. */
    Map<Integer, Message> messages(long campaignId);

    /** The campaign's exclusion set; it may not be filled. */
    SentUsers sentUsers(long campaignId);
}
