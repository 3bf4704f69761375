package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.csv.CsvRows;
import org.reprise.telegram.Session;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Brings people in from a file of contacts, of any length: rows stream through, a chunk a transaction.
 *
 * <p>A row that names nobody is left out with its line and a reason, and stops no other. A failure half-way leaves what
 * was committed; the same file can simply be imported again, and importing it once more changes nothing.
 */
@Dependent
public class ContactImport {
    private static final Logger LOG = Logger.getLogger(ContactImport.class.getName());

    private final ImportChunks chunks;
    private final Consumer<ContactsChanged> tell;
    private final Clock clock;

    @Inject
    ContactImport(ImportChunks chunks, Event<ContactsChanged> events, Clock clock) {
        this(chunks, events::fire, clock);
    }

    public ContactImport(ImportChunks chunks, Consumer<ContactsChanged> tell, Clock clock) {
        this.chunks = chunks;
        this.tell = tell;
        this.clock = clock;
    }

    /**
     * Imports the people of {@code file}. For a row without any of the three times the operator vouches: opted in now,
     * by import. Whoever opted out by the file is opted out with the chunk, told by {@link OptedOut}, and vouched for
     * by nobody. Tells {@link ContactsChanged} once at the end, also at a bad one, when any contact is new or says
     * something else, or opted out.
     *
     * @param session is asked for only when the file can be imported: that may make one
     * @throws ImportRefused when its first line does not say where the user ids stand, or it does not suit the options;
     *     nothing was imported
     * @throws ContactRefused when the account got as many tags as it may meanwhile; the chunks before that stay
     * @throws IOException when the file could not be read to its end; the chunks before that stay
     */
    @Needs(Role.OPERATOR)
    public ImportReport importFile(Supplier<Session> session, ContactFile file, ImportOptions options)
            throws IOException {
        return importFile(session, file, options, RejectedRows.nowhere(), bytes -> {});
    }

    /** @param progress is told how many bytes of the file were read so far */
    ImportReport importFile(
            Supplier<Session> session,
            ContactFile file,
            ImportOptions options,
            RejectedRows leftOut,
            LongConsumer progress)
            throws IOException {
        file.require(options);
        var rows = new ContactRows(file.header(), options);
        var run = new Run(session.get(), options, leftOut);
        LOG.info(() -> "import into session " + run.session.name() + " began");
        try (var cells = file.rows(progress)) {
            for (var row = cells.next(); row != null; row = cells.next()) {
                run.take(rows, row);
            }
            var report = run.finish(file.recognition(options.mode()));
            LOG.info(() -> "import into session " + run.session.name() + " ended: " + counts(report));
            return report;
        } finally {
            if (run.changedAnything()) {
                tell.accept(new ContactsChanged(run.session));
            }
        }
    }

    private static String counts(ImportReport report) {
        return report.imported() + " new, " + report.updated() + " changed, " + report.optedOut() + " opted out, "
                + report.rejects().count() + " rows left out, " + report.notes().count() + " with notes";
    }

    /** The state of one import. */
    private final class Run {
        private final Session session;
        private final ImportMode mode;
        private final ImportLog log;
        private final List<ImportedRow> chunk = new ArrayList<>(Contacts.CHUNK);
        private final List<LocalizedMessage> notes = new ArrayList<>();

        /** A few bytes an id, where a hash set takes sixty. */
        private final Roaring64Bitmap seen = new Roaring64Bitmap();

        private final SortedSet<Long> optedOut = new TreeSet<>();

        /** Of the account, and those that the file brings. */
        private final Set<String> tags;

        private ImportReport.Counts all = ImportReport.Counts.NONE;
        private boolean isNoted;

        Run(Session session, ImportOptions options, RejectedRows leftOut) {
            this.session = session;
            this.mode = options.mode();
            this.log = new ImportLog(leftOut);
            this.tags = chunks.tags(session);
            tags.addAll(options.tags());
            if (tags.size() > Tags.MOST && !options.tags().isEmpty()) {
                throw new ImportRefused(ImportRefused.Reason.HEADER, LocalizedMessage.of("tag.most", Tags.MOST));
            }
        }

        void take(ContactRows rows, CsvRows.Row row) {
            notes.clear();
            try {
                accept(rows.read(row, notes::add));
                if (!notes.isEmpty()) {
                    log.note(row.line(), notes);
                }
            } catch (RowRejected e) {
                log.reject(row, e.reason());
            }
        }

        private void accept(ImportedRow row) throws RowRejected {
            long user = row.user();
            if (seen.contains(user)) {
                again(String.valueOf(user), row.isOptedOut());
            } else {
                know(row.contact().tags());
                seen.addLong(user);
                chunk.add(row);
            }
            if (row.isOptedOut()) {
                optedOut.add(user);
            }
            if (chunk.size() == Contacts.CHUNK || optedOut.size() == Contacts.CHUNK) {
                write(false);
            }
        }

        private void know(Set<String> names) throws RowRejected {
            if (tags.containsAll(names)) {
                return;
            }
            var together = new HashSet<>(tags);
            together.addAll(names);
            if (together.size() > Tags.MOST) {
                throw new RowRejected(LocalizedMessage.of("import.tags.most", Tags.MOST));
            }
            tags.addAll(names);
        }

        /** Of two rows about somebody the first counts, but a wish not to be written to counts wherever it stands. */
        private void again(String user, boolean isOptedOut) throws RowRejected {
            if (!isOptedOut) {
                throw new RowRejected(LocalizedMessage.of("import.user.again", user));
            }
            notes.clear();
            notes.add(LocalizedMessage.of("import.note.again", user));
        }

        boolean changedAnything() {
            return !all.isNothing();
        }

        ImportReport finish(Recognition file) {
            write(true);
            return new ImportReport(all, log.rejects(), log.notes(), file);
        }

        private void write(boolean isLast) {
            var written = chunks.write(
                    session,
                    new ImportChunks.Chunk(chunk, optedOut, mode),
                    clock.instant(),
                    counts -> note(all.and(counts), isLast));
            all = all.and(written.counts());
            if (!written.fullOf().isEmpty()) {
                chunk.forEach(row -> noteFull(row, written.fullOf().get(row.user())));
            }
            chunk.clear();
            optedOut.clear();
        }

        /** @param names null: nothing is to be told */
        private void noteFull(ImportedRow row, Set<String> names) {
            if (names != null) {
                var said = LocalizedMessage.of("import.note.tags", Tags.MOST_ON_CONTACT, String.join(", ", names));
                log.note(row.line(), List.of(said));
            }
        }

        private void note(ImportReport.Counts soFar, boolean isLast) {
            if (isLast && !soFar.isNothing()) {
                chunks.noteEnd(session, soFar);
            } else if (!isNoted && !soFar.isNothing()) {
                chunks.noteBegin(session);
                isNoted = true;
            }
        }
    }
}
