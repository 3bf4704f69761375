package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reprise.Said;
import org.reprise.audience.ImportReport.Reject;
import org.reprise.telegram.Session;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Brings people in from a CSV file, of any length: rows stream through, a chunk a transaction.
 *
 * <p>A row that cannot be used is rejected with its line and a reason, and stops no other. A failure half-way leaves
 * what was committed; the same file can simply be imported again, and importing it once more changes nothing.
 */
@Dependent
public class ContactImport {
    private static final int REJECTS_SHOWN = 100;

    private final Contacts contacts;
    private final Consumer<ContactsChanged> tell;
    private final Clock clock;

    @Inject
    ContactImport(Contacts contacts, Event<ContactsChanged> events, Clock clock) {
        this(contacts, events::fire, clock);
    }

    public ContactImport(Contacts contacts, Consumer<ContactsChanged> tell, Clock clock) {
        this.contacts = contacts;
        this.tell = tell;
        this.clock = clock;
    }

    /**
     * Imports UTF-8 text with a header row that names {@code user_id} and any of {@code username, first_name,
     * last_name, phone, language, first_message_at, last_message_at, opted_in_at, opt_in_source}; other columns are
     * passed over. For a row without any of the three times the operator vouches: opted in now, by import. Tells
     * {@link ContactsChanged} once at the end, also at a bad one, when any contact is new or says something else.
     *
     * @throws ImportRefused when there is no such header; nothing was imported
     * @throws IOException when the file could not be read to its end; the chunks before that stay
     */
    public ImportReport importCsv(Session session, InputStream csv) throws IOException {
        return importCsv(() -> session, csv);
    }

    /** As above; asks for the session, which may make one, only when the file can be imported. */
    public ImportReport importCsv(Supplier<Session> session, InputStream csv) throws IOException {
        var file = new CsvRows(csv);
        var rows = new ContactRows(file.next());
        var run = new Run(session.get());
        try {
            importAll(file, rows, run);
            return run.finish();
        } finally {
            if (run.changedAnything()) {
                tell.accept(new ContactsChanged(run.session));
            }
        }
    }

    private static void importAll(CsvRows file, ContactRows rows, Run run) throws IOException {
        for (var row = file.next(); row != null; row = file.next()) {
            try {
                run.accept(rows.contact(row));
            } catch (RowRejected e) {
                run.reject(row.line(), e.reason());
            }
        }
    }

    /** The state of one import. */
    private final class Run {
        private final Session session;
        private final List<Contact> chunk = new ArrayList<>(Contacts.CHUNK);
        private final List<Reject> rejects = new ArrayList<>();

        /** A few bytes an id, where a hash set takes sixty. */
        private final Roaring64Bitmap seen = new Roaring64Bitmap();

        private long imported;
        private long updated;
        private long rejected;

        Run(Session session) {
            this.session = session;
        }

        void accept(Contact contact) throws RowRejected {
            if (seen.contains(contact.userId())) {
                throw new RowRejected(Said.of("import.user.again", String.valueOf(contact.userId())));
            }
            seen.addLong(contact.userId());
            chunk.add(contact);
            if (chunk.size() == Contacts.CHUNK) {
                write();
            }
        }

        void reject(long line, Said reason) {
            rejected++;
            if (rejects.size() < REJECTS_SHOWN) {
                rejects.add(new Reject(line, reason));
            }
        }

        boolean changedAnything() {
            return imported + updated > 0;
        }

        ImportReport finish() {
            write();
            return new ImportReport(imported, updated, rejected, List.copyOf(rejects));
        }

        private void write() {
            var merged = contacts.merge(session, chunk, clock.instant());
            imported += merged.added();
            updated += merged.changed();
            chunk.clear();
        }
    }
}
