package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.storage.StorageFailed;
import org.reprise.telegram.Session;

/**
 * Imports that go on while their operator does something else, or leaves. Of each session the newest is remembered
 * until the server goes down; an import that this interrupts is simply repeated.
 */
@ApplicationScoped
public class ImportJobs {
    private static final Logger LOG = Logger.getLogger(ImportJobs.class.getName());

    private final ContactImport contacts;
    private final ImportFiles files;
    private final Map<Long, ImportJob> newest = new ConcurrentHashMap<>();

    private final CurrentCaller caller;
    private final Quotas quotas;
    private final Executor threads;

    @Inject
    ImportJobs(
            ContactImport contacts,
            ImportFiles files,
            CurrentCaller caller,
            Quotas quotas,
            @CopyThreads Executor threads) {
        this.contacts = contacts;
        this.files = files;
        this.caller = caller;
        this.quotas = quotas;
        this.threads = threads;
    }

    /**
     * Begins to import {@code file} of {@link ImportFiles}, which is deleted in the end.
     *
     * @param fileName as the operator calls it
     * @throws IOException when the file is not there
     * @throws org.reprise.access.AccessRefused when as many of the caller's imports go on as may
     */
    @Needs(Role.OPERATOR)
    public ImportJob start(Session session, String fileName, ContactFile file, ImportOptions options)
            throws IOException {
        long size = Files.size(file.path());
        var importing = quotas.beginImport();
        var job = new ImportJob(session, fileName, size, files.create());
        var before = newest.put(session.id(), job);
        if (before != null && before.state() != ImportJob.State.RUNNING) {
            files.drop(before.leftOut());
        }
        threads.execute(caller.carriedOn(() -> {
            try {
                run(job, file, options);
            } finally {
                importing.close();
            }
        }));
        return job;
    }

    public Optional<ImportJob> newest(Session session) {
        return Optional.ofNullable(newest.get(session.id()));
    }

    /**
     * The rows that an import left out, as a file of cells: their lines, why, and what stood in them; of more than
     * 100,000 the first.
     *
     * @throws IOException when the reader went away, or after a day
     */
    public void copyLeftOut(ImportJob job, Function<LocalizedMessage, String> words, Writer out) throws IOException {
        RejectedRows.copy(job.leftOut(), words, out);
    }

    private void run(ImportJob job, ContactFile file, ImportOptions options) {
        try {
            job.done(imported(job, file, options));
        } catch (ImportRefused e) {
            job.refused(e.said());
        } catch (StorageFailed | ContactRefused e) {
            LOG.warning(() -> "import into session " + job.session().name() + " broke off: " + e.getMessage());
            job.broke();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "import into session " + job.session().name() + " broke off");
            job.broke();
        } finally {
            files.drop(file.path());
            if (newest.get(job.session().id()) != job) {
                files.drop(job.leftOut());
            }
        }
    }

    /** When it returns, the rows that were left out can be read. */
    private ImportReport imported(ImportJob job, ContactFile file, ImportOptions options) throws IOException {
        try (var leftOut = RejectedRows.to(job.leftOut(), file.header().titles())) {
            return contacts.importFile(job::session, file, options, leftOut, job::progressed);
        }
    }
}
