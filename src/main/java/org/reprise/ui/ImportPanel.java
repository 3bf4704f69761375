package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.primefaces.PrimeFaces;
import org.reprise.audience.ImportJob;
import org.reprise.audience.ImportJobs;

/** Brings a file of people into the session that is looked at, shows how far it is, and what was left out and why. */
@Named
@ViewScoped
public class ImportPanel implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private ImportJobs jobs;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    private transient Part file;

    /** Until this page has shown the end: the import itself may be over before anybody looks. */
    private boolean watching;

    @PostConstruct
    void begin() {
        watching = isRunning();
    }

    /** Copied from disk to disk, since the server deletes its own copy with the request; never in memory as a whole. */
    public void upload() {
        if (file == null) {
            Refusal.tell("import", words.of("import.missing"));
            return;
        }
        try (var uploaded = file.getInputStream()) {
            var copy = Files.createTempFile("reprise-import", ".csv");
            Files.copy(uploaded, copy, StandardCopyOption.REPLACE_EXISTING);
            jobs.start(page.chosen(), file.getSubmittedFileName(), copy);
            watching = true;
        } catch (IOException e) {
            Refusal.tell("import", words.of("import.broken", file.getSubmittedFileName()));
        }
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    /** Looks again while it runs; in the end the people who came are shown. */
    public void look() {
        if (!isRunning()) {
            watching = false;
            page.open();
            PrimeFaces.current().ajax().update("contacts");
        }
    }

    public boolean isWatching() {
        return watching;
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
            case REFUSED -> words.of("import.refused", job.fileName(), words.say(job.reason()));
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
