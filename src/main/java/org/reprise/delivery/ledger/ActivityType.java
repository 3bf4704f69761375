package org.reprise.delivery.ledger;

import java.util.Locale;

/** What can happen to a campaign. The database and the API have the lower-case name with hyphens. */
public enum ActivityType {
    CREATED,
    EDITED,
    STARTED,
    RESUMED,
    /** Resumed, and failed recipients are sent to again. */
    RETRIED,
    /** Went on after a restart. */
    CONTINUED,
    STOPPED,
    COMPLETED,
    FAILED,
    COUNTED_AS_SENT,
    RELEASED,
    ARCHIVED,
    UNARCHIVED,
    /** Stopped, since the database was restored. */
    RESTORED,
    /** An operator accepted the database. */
    ACCEPTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such type */
    public static ActivityType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
