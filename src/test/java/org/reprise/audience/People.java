package org.reprise.audience;

import java.time.Clock;
import java.time.Instant;
import org.reprise.telegram.Session;

/** Sessions, contacts and imports for tests. */
final class People {
    static final Session ALPHA = new Session(1, 7, "alpha");
    static final Session BETA = new Session(2, 7, "beta");

    private People() {}

    /** Someone who wrote at {@code first} and last at {@code last}; either may be null. */
    static Contact wrote(long userId, Instant first, Instant last) {
        return new Contact(userId, null, null, null, null, null, first, last, null, null);
    }

    static Contact named(long userId, String firstName, Instant at) {
        return new Contact(userId, null, firstName, null, null, null, at, at, null, null);
    }

    /** An import that tells nobody. */
    static ContactImport anImport(Contacts contacts) {
        return new ContactImport(contacts, changed -> {}, Clock.systemUTC());
    }
}
