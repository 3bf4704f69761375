package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.primefaces.PrimeFaces;
import org.reprise.LocalizedMessage;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.HearingService;
import org.reprise.campaign.RetryService;
import org.reprise.progress.ProgressBoard;

/** One campaign as it is now; each part that is no longer as the browser has it is sent again, and no other. */
@Named
@ViewScoped
public class CampaignPage implements Serializable {
    private static final long serialVersionUID = 1;
    private static final List<String> MOVING = List.of("figures", "chart", "outcomes", "edits", "activity");

    @Inject
    private Reading reading;

    @Inject
    private ProgressBoard board;

    @Inject
    private RecipientsTab recipients;

    @Inject
    private RetryService retries;

    @Inject
    private HearingService hearing;

    private Long id;
    private String tab;
    private transient CampaignRow row;
    private transient LocalizedMessage warning;
    private long retryable;

    /** Reads the campaign that the address names; an unknown one is an answer of its own, not an error. */
    public void open() {
        try {
            row = read();
            retryable = countRetryable();
            warning = readWarning();
            recipients.show(row.campaign());
        } catch (CampaignRefused unknown) {
            var response = FacesContext.getCurrentInstance().getExternalContext();
            response.setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private CampaignRow read() {
        if (id == null) {
            throw CampaignRefused.unknown();
        }
        return CampaignRow.asRead(
                reading.of(id).campaign(),
                board.of(id, reading.of(id).campaign().tally()));
    }

    /** Nobody is tried again while it runs, and failures are not read at each of its steps. */
    private long countRetryable() {
        boolean none = row.campaign().isRunning() || row.tally().failed() == 0;
        return none ? 0 : retries.retryable(id).total();
    }

    private LocalizedMessage readWarning() {
        return hearing.warning(row.campaign().session()).orElse(null);
    }

    public void catchUp() {
        var before = row;
        try {
            row = read();
        } catch (CampaignRefused deleted) {
            PrimeFaces.current().executeScript("location.reload()");
            return;
        }
        catchUpNotices();
        if (row.equals(before)) {
            return;
        }
        // buttons only when they change: one that is replaced while it is pressed is not pressed
        if (before == null || !row.state().equals(before.state()) || !sameUncertain(before)) {
            update("head");
            update("uncertain");
        }
        MOVING.forEach(CampaignPage::update);
        recipients.catchUp(row.campaign());
    }

    /** They change without the campaign: people write, and a bot hears again. */
    private void catchUpNotices() {
        long retryableNow = countRetryable();
        if (retryableNow != retryable) {
            retryable = retryableNow;
            update("retry");
        }
        var warningNow = readWarning();
        if (!Objects.equals(warningNow, warning)) {
            warning = warningNow;
            update("warning");
        }
    }

    private boolean sameUncertain(CampaignRow before) {
        return row.tally().uncertain() == before.tally().uncertain()
                && row.campaign().isArchived() == before.campaign().isArchived()
                && Objects.equals(row.campaign().name(), before.campaign().name());
    }

    private static void update(String part) {
        PrimeFaces.current().ajax().update("campaign:" + part);
    }

    public boolean isKnown() {
        return getRow() != null;
    }

    public boolean isOverview() {
        return !"recipients".equals(tab);
    }

    public CampaignRow getRow() {
        return row;
    }

    /** How many failed recipients can be tried again. */
    public long getRetryable() {
        return retryable;
    }

    /** That opt-outs are not heard; null when they are. */
    public LocalizedMessage getWarning() {
        return warning;
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public String getTab() {
        return tab;
    }

    public void setTab(String tab) {
        this.tab = tab;
    }
}
