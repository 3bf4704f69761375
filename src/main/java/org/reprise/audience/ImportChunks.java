package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.audience.ImportReport.Counts;
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
    private final Tags tags;

    @Inject
    public ImportChunks(Storage storage, OptOuts optOuts, Audit audit) {
        this.storage = storage;
        this.optOuts = optOuts;
        this.audit = audit;
        this.tags = new Tags(storage, audit);
    }

    /**
     * Some people of a file.
     *
     * @param optedOut their user ids; the operator vouches for the others
     */
    record Chunk(List<ImportedRow> rows, SortedSet<Long> optedOut, ImportMode mode) {
        List<Contact> contacts() {
            return rows.stream().map(ImportedRow::contact).toList();
        }
    }

    /**
     * What became of a chunk.
     *
     * @param fullOf tags that were not put on somebody who has as many as they may, by the user id
     */
    record Written(Counts counts, Map<Long, Set<String>> fullOf) {}

    /** The names of all tags of the session's account. */
    Set<String> tags(Session session) {
        return new HashSet<>(tags.known(session.accountId()).keySet());
    }

    /**
     * From its return on no campaign of the account writes to those who opted out; nobody is opted in again.
     *
     * @param alongside is done in the same transaction, with what became of the chunk
     * @throws ContactRefused conflict: the account would have more tags than it may; nothing was written
     */
    Written write(Session session, Chunk chunk, Instant at, Consumer<Counts> alongside) {
        var written = storage.write(handle -> {
            var touched = touched(handle, session, chunk, at);
            var tagging = new ChunkTags(tags, session)
                    .put(
                            chunk.rows().stream()
                                    .filter(row -> touched.isFor(row.user()))
                                    .toList(),
                            at);
            long added = touched.added().size();
            var changed = new HashSet<>(touched.changed());
            changed.addAll(tagging.tagged());
            changed.removeAll(touched.added());
            long skipped = chunk.rows().size() - touched.people();
            long optedOut = OptOuts.add(handle, session.accountId(), chunk.optedOut(), SOURCE, at);
            var counts =
                    new Counts(added, changed.size(), touched.people() - added - changed.size(), skipped, optedOut);
            alongside.accept(counts);
            return new Written(counts, tagging.fullOf());
        });
        optOuts.tell(session.accountId(), chunk.optedOut());
        return written;
    }

    /**
     * Whom a chunk is for.
     *
     * @param known who is there already, if the chunk is for them
     */
    private record Touched(Set<Long> added, Set<Long> changed, Set<Long> known) {
        boolean isFor(long user) {
            return added.contains(user) || known.contains(user);
        }

        long people() {
            return (long) added.size() + known.size();
        }
    }

    private Touched touched(Handle handle, Session session, Chunk chunk, Instant at) {
        var contacts = chunk.contacts();
        if (chunk.mode() == ImportMode.TAG) {
            return new Touched(Set.of(), Set.of(), Contacts.among(handle, session, contacts));
        }
        var vouching = new Vouching(at, chunk.optedOut());
        if (chunk.mode() == ImportMode.ADD) {
            return new Touched(Contacts.add(handle, session, contacts, vouching), Set.of(), Set.of());
        }
        var merged = Contacts.merged(handle, session, contacts, vouching);
        var known = contacts.stream().map(Contact::userId).collect(Collectors.toSet());
        known.removeAll(merged.added());
        return new Touched(merged.added(), merged.changed(), known);
    }

    /** In the transaction of an import's first chunk, when there are others. */
    void noteBegin(Session session) {
        note(session, AuditAction.IMPORT_BEGAN, Change.NONE);
    }

    /** In the transaction of an import's last chunk, which may be empty. */
    void noteEnd(Session session, Counts all) {
        note(
                session,
                AuditAction.CONTACTS_IMPORTED,
                Change.to(Json.createObjectBuilder()
                        .add("imported", all.imported())
                        .add("updated", all.updated())
                        .add("opted_out", all.optedOut())
                        .build()));
    }

    private void note(Session session, AuditAction action, Change change) {
        audit.note(session.accountId(), action, Subject.of("session", session.id()), change);
    }
}
