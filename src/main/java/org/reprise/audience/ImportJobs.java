package org.reprise.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Session;

/**
 * Imports that go on while their operator does something else, or leaves. Of each session the newest is remembered
 * until the server goes down; an import that this interrupts is simply repeated.
 */
@ApplicationScoped
public class ImportJobs {
    private static final Logger LOG = Logger.getLogger(ImportJobs.class.getName());

    private final ContactImport contacts;
    private final Map<Long, ImportJob> newest = new ConcurrentHashMap<>();

    private final Executor threads;

    protected ImportJobs() {
        this(null, null);
    }

    @Inject
    ImportJobs(ContactImport contacts, @CopyThreads Executor threads) {
        this.contacts = contacts;
        this.threads = threads;
    }

    /**
     * Begins to import {@code file}, which is deleted in the end.
     *
     * @param fileName as the operator calls it
     * @throws IOException when the file is not there
     */
    public ImportJob start(Session session, String fileName, Path file) throws IOException {
        var job = new ImportJob(session, fileName, Files.size(file));
        newest.put(session.id(), job);
        threads.execute(() -> run(job, file));
        return job;
    }

    public Optional<ImportJob> newest(Session session) {
        return Optional.ofNullable(newest.get(session.id()));
    }

    private void run(ImportJob job, Path file) {
        try (var in = job.counting(Files.newInputStream(file))) {
            job.done(contacts.importCsv(job.session(), in));
        } catch (ImportRefused e) {
            job.refused(e.said());
        } catch (StorageUnavailable e) {
            LOG.warning(() -> "import into session " + job.session().name() + " broke off: " + e.getMessage());
            job.broke();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "import into session " + job.session().name() + " broke off");
            job.broke();
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "an imported file could not be deleted: " + file);
        }
    }
}
