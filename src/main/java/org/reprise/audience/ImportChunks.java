package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/**
 * Writes the people of an import, a chunk a transaction: a contact who opted out is never there without the opt-out, so
 * that no campaign can claim them in between.
 */
@Dependent
public class ImportChunks {
    private static final String SOURCE = "import";

    private final Storage storage;
    private final OptOuts optOuts;

    @Inject
    public ImportChunks(Storage storage, OptOuts optOuts) {
        this.storage = storage;
        this.optOuts = optOuts;
    }

    /**
     * What became of a chunk.
     *
     * @param optedOut how many had not asked before not to be written to
     */
    record Written(Contacts.Merged contacts, long optedOut) {}

    /**
     * From its return on no campaign of the account writes to those who opted out; nobody is opted in again.
     *
     * @param optedOut their user ids; the operator vouches at {@code at} for the others
     */
    Written write(Session session, List<Contact> contacts, SortedSet<Long> optedOut, Instant at) {
        var written = storage.write(handle -> {
            var merged = Contacts.merge(handle, session, contacts, new Vouching(at, optedOut));
            return new Written(merged, OptOuts.add(handle, session.accountId(), optedOut, SOURCE, at));
        });
        optOuts.tell(session.accountId(), optedOut);
        return written;
    }
}
