package org.reprise.audience;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;
import org.reprise.testing.TestAudit;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

/** Sessions, contacts and imports for tests. */
final class People {
    static final Session ALPHA = new Session(1, 7, "alpha", Session.Kind.SANDBOX, Session.Via.SANDBOX);
    static final Session BETA = new Session(2, 7, "beta", Session.Kind.SANDBOX, Session.Via.SANDBOX);

    static final ImportFiles FILES =
            new ImportFiles(TestDatabase.temporaryDirectory(), Clock.systemUTC(), ImportFiles.MAX_BYTES);

    private People() {}

    /** Someone who wrote at {@code first} and last at {@code last}; either may be null. */
    static Contact wrote(long userId, Instant first, Instant last) {
        return new Contact(
                userId,
                new Contact.Profile(null, null, null, null, null),
                new Contact.Evidence(first, last, null, null));
    }

    static Contact named(long userId, String firstName, Instant at) {
        return new Contact(
                userId,
                new Contact.Profile(null, firstName, null, null, null),
                new Contact.Evidence(at, at, null, null));
    }

    /** An import that tells nobody. */
    static ContactImport anImport(Storage storage) {
        return new ContactImport(
                new ImportChunks(storage, new OptOuts(storage, event -> {}, TestTime.running()), TestAudit.of(storage)),
                changed -> {},
                Clock.systemUTC());
    }

    /** What an import makes of a file with those bytes, as HTTP clients send it without a charset. */
    static ImportReport imported(ContactImport contacts, InputStream csv) throws IOException {
        var kept = FILES.keep(csv);
        try {
            return contacts.importFile(
                    () -> ALPHA, ContactFile.of(kept, null, ColumnMapping.NONE), ImportOptions.in(null));
        } finally {
            FILES.drop(kept);
        }
    }
}
