package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.Limits;
import org.reprise.progress.ProgressBoard;

/** Changes a campaign in any state. It shows how the campaign stands now, but changes only what the editor saw. */
@Named
@ViewScoped
public class EditDialog implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(EditDialog.class.getName());
    private static final String FORM = "dialog";

    @Inject
    private CampaignService desk;

    @Inject
    private ProgressBoard board;

    @Inject
    private Words words;

    private Long wanted;
    private Long id;
    private CampaignForm form;
    private int seenVersion;
    private boolean wasRunning;
    private transient Campaign theirs;
    private transient Campaign newest;

    /** Opens it for the campaign that the page's address names, if it names one. */
    public void openWanted() {
        if (wanted != null) {
            open(wanted);
        }
    }

    public void open(long campaign) {
        try {
            see(desk.find(campaign));
        } catch (CampaignRefused refused) {
            Refusal.tell(null, words, campaign, refused);
        }
    }

    private void see(Campaign campaign) {
        id = campaign.id();
        form = CampaignForm.of(campaign);
        seenVersion = campaign.version();
        wasRunning = campaign.isRunning();
        theirs = null;
        newest = campaign;
    }

    public void save() {
        if (form.refuses(FORM, words)) {
            return;
        }
        try {
            desk.update(id, form.edit().ifVersion(seenVersion));
            close();
        } catch (CampaignRefused refused) {
            refuse(refused);
        }
    }

    private void refuse(CampaignRefused refused) {
        if (refused.code() == CampaignRefused.Code.STALE) {
            theirs = desk.find(id);
            // an earlier save counted, though its answer was lost
            if (form.says(CampaignForm.of(theirs), words)) {
                close();
                return;
            }
        }
        Refusal.tell(FORM, words, id, refused);
    }

    /** Overwrites what somebody else saved meanwhile, having seen it. */
    public void saveMine() {
        seenVersion = theirs.version();
        theirs = null;
        save();
    }

    public void takeTheirs() {
        see(desk.find(id));
    }

    public void close() {
        id = null;
        theirs = null;
    }

    /** The version that the editor saw, which the browser keeps over a restart together with what was typed. */
    public int getSeenVersion() {
        return seenVersion;
    }

    public void setSeenVersion(int seenVersion) {
        this.seenVersion = seenVersion;
    }

    public Long getWanted() {
        return wanted;
    }

    public void setWanted(Long wanted) {
        this.wanted = wanted;
    }

    public boolean isOpen() {
        return id != null;
    }

    public Long getId() {
        return id;
    }

    public CampaignForm getForm() {
        return form;
    }

    /** What somebody else saved while the dialog was open, or null. */
    public Campaign getTheirs() {
        return theirs;
    }

    /** Of what comes with the message, what they have and I have not. */
    public List<String> getOnlyTheirs() {
        return difference(CampaignForm.of(theirs), form);
    }

    public List<String> getOnlyMine() {
        return difference(form, CampaignForm.of(theirs));
    }

    private List<String> difference(CampaignForm one, CampaignForm other) {
        var others = FormWords.of(other, words);
        return FormWords.of(one, words).stream()
                .filter(line -> !others.contains(line))
                .toList();
    }

    public CampaignRow getRow() {
        var campaign = find();
        return CampaignRow.of(campaign, board.of(id, campaign.tally()));
    }

    /** Whether it stopped, completed or failed while the dialog was open. */
    public boolean isOver() {
        return wasRunning && !find().isRunning();
    }

    /** As it is now; one that is gone, as it was. */
    private Campaign find() {
        try {
            newest = desk.find(id);
        } catch (CampaignRefused deleted) {
            LOG.log(Level.FINE, deleted, () -> "campaign " + id + " is gone while it is edited");
        }
        return newest;
    }

    /** Who would get the message as it is being written, with the limit as it is being written. */
    public long getRecipients() {
        if (id == null) {
            return 0;
        }
        var row = getRow();
        var target = row.campaign().settings().limits().targetRecipients();
        long most = new Limits(form.getLimit(), target).most(row.campaign().audienceSize());
        return Math.max(0, most - row.tally().attempted());
    }
}
