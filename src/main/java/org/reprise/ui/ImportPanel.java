package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Files;
import org.primefaces.PrimeFaces;
import org.primefaces.event.FileUploadEvent;
import org.reprise.audience.ImportJob;
import org.reprise.audience.ImportJobs;

/** Brings a file of people into the session that is looked at, shows how far it is, and what was left out and why. */
@Named
@RequestScoped
public class ImportPanel {
    @Inject
    private ImportJobs jobs;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    /** The file is on this server's disk already, and moves from there: it is never in memory as a whole. */
    public void upload(FileUploadEvent event) {
        try {
            var file = Files.createTempFile("reprise-import", ".csv");
            event.getFile().write(file.toString());
            jobs.start(page.chosen(), event.getFile().getFileName(), file);
        } catch (Exception e) {
            throw new IllegalStateException("the upload could not be kept", e);
        }
    }

    /** Looks again while it runs; in the end the people who came are shown. */
    public void look() {
        if (!isRunning()) {
            page.open();
            PrimeFaces.current().ajax().update("contacts");
        }
    }

    public boolean isRunning() {
        return getJob() != null && getJob().state() == ImportJob.State.RUNNING;
    }

    /** The session's newest import, or null. */
    public ImportJob getJob() {
        var session = page.chosen();
        return session == null ? null : jobs.newest(session).orElse(null);
    }

    /** How it ended, in a sentence. */
    public String getOutcome() {
        var job = getJob();
        return switch (job.state()) {
            case RUNNING -> words.of("import.running", job.fileName(), job.percent());
            case REFUSED -> words.of("import.refused", job.fileName(), job.reason());
            case BROKEN -> words.of("import.broken", job.fileName());
            case DONE ->
                words.of(
                        "import.done",
                        job.fileName(),
                        job.report().imported(),
                        job.report().updated(),
                        job.report().rejected());
        };
    }
}
