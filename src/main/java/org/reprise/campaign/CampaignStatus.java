package org.reprise.campaign;

import java.util.Locale;
import java.util.Set;

/** Where a campaign stands. The database and the API use the lower-case name. */
public enum CampaignStatus {
    CREATED,
    /** Waits for its time. Clients know it; nothing schedules campaigns yet. */
    SCHEDULED,
    /** Sending, or waiting to. */
    RUNNING,
    STOPPED,
    /** Nobody is left, or the limit is reached; more contacts or a higher limit make a resume worth while. */
    COMPLETED,
    /** The campaign itself is at fault, its error says how. */
    FAILED;

    /** What may follow; anything else is refused. */
    public Set<CampaignStatus> successors() {
        return switch (this) {
            case CREATED, SCHEDULED -> Set.of(RUNNING, SCHEDULED, CREATED);
            case RUNNING -> Set.of(RUNNING, STOPPED, COMPLETED, FAILED);
            case STOPPED -> Set.of(RUNNING, SCHEDULED, COMPLETED);
            // stopped when uncertain recipients are released: they wait for a resume
            case COMPLETED -> Set.of(RUNNING, SCHEDULED, STOPPED);
            case FAILED -> Set.of(RUNNING, SCHEDULED);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such status */
    public static CampaignStatus of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
