package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.audience.ImportRefused;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.ReachedService;

/** Takes a file of people whom the campaign that is looked at reached by other means. */
@Named
@ViewScoped
public class ReachedPanel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(ReachedPanel.class.getName());
    private static final String FORM = "reached";

    @Inject
    private ReachedService reached;

    @Inject
    private Words words;

    private transient Part file;
    private transient ReachedService.Report report;

    public void upload(long campaign) {
        report = null;
        if (file == null) {
            Refusal.tell(FORM, words.of("import.missing"));
            return;
        }
        try (var csv = file.getInputStream()) {
            report = reached.record(campaign, csv, null);
        } catch (ImportRefused refused) {
            Refusal.tell(FORM, words.of("reached.refused", file.getSubmittedFileName(), words.say(refused.said())));
        } catch (CampaignRefused refused) {
            Refusal.tell(FORM, words, campaign, refused);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "a file of people whom campaign " + campaign + " reached could not be read");
            Refusal.tell(FORM, words.of("reached.broken", file.getSubmittedFileName()));
        }
    }

    /** What became of the last file was read. */
    public void forget() {
        report = null;
        file = null;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    /** What became of the file, or null. */
    public ReachedService.Report getReport() {
        return report;
    }

    public String getOutcome() {
        return report == null
                ? ""
                : words.of(
                        "reached.done",
                        file.getSubmittedFileName(),
                        report.recorded(),
                        report.known(),
                        report.rejects().count());
    }
}
