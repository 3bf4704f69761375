package org.reprise.progress;

import java.util.Optional;

/** Whose campaign it is, from memory: this room may not know the room campaign. */
public interface CampaignAccounts {
    /** Empty: it is not there any more. */
    Optional<Long> of(long campaignId);
}
