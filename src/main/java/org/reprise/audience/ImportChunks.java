package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
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
    private final Audit audit;

    @Inject
    public ImportChunks(Storage storage, OptOuts optOuts, Audit audit) {
        this.storage = storage;
        this.optOuts = optOuts;
        this.audit = audit;
    }

    /**
     * What became of a chunk.
     *
     * @param optedOut how many had not asked before not to be written to
     */
    record Written(Contacts.Merged contacts, long optedOut) {
        static final Written NOTHING = new Written(new Contacts.Merged(0, 0), 0);

        Written and(Written other) {
            return new Written(
                    new Contacts.Merged(
                            contacts.added() + other.contacts.added(), contacts.changed() + other.contacts.changed()),
                    optedOut + other.optedOut);
        }

        boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /**
     * From its return on no campaign of the account writes to those who opted out; nobody is opted in again.
     *
     * @param optedOut their user ids; the operator vouches at {@code at} for the others
     * @param alongside is done in the same transaction, with what became of the chunk
     */
    Written write(
            Session session,
            List<Contact> contacts,
            SortedSet<Long> optedOut,
            Instant at,
            Consumer<Written> alongside) {
        var written = storage.write(handle -> {
            var merged = Contacts.merge(handle, session, contacts, new Vouching(at, optedOut));
            var became = new Written(merged, OptOuts.add(handle, session.accountId(), optedOut, SOURCE, at));
            alongside.accept(became);
            return became;
        });
        optOuts.tell(session.accountId(), optedOut);
        return written;
    }

    /** In the transaction of an import's first chunk, when there are others. */
    void noteBegin(Session session) {
        note(session, AuditAction.IMPORT_BEGAN, Change.NONE);
    }

    /** In the transaction of an import's last chunk, which may be empty. */
    void noteEnd(Session session, Written all) {
        note(
                session,
                AuditAction.CONTACTS_IMPORTED,
                Change.to(Json.createObjectBuilder()
                        .add("imported", all.contacts.added())
                        .add("updated", all.contacts.changed())
                        .add("opted_out", all.optedOut)
                        .build()));
    }

    private void note(Session session, AuditAction action, Change change) {
        audit.note(session.accountId(), action, Subject.of("session", session.id()), change);
    }
}
