package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.Arrays;
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
    private static final String RECIPIENTS = "recipients";

    /**
     * What moves while it sends. Links and buttons are no part of it: one that is replaced while pressed is not
     * pressed.
     */
    private static final List<String> MOVING = List.of(
            "state",
            "sent",
            "pace",
            "failed",
            "uncertainNow",
            "claimed",
            "open",
            "outcomes",
            "chart",
            "uncertainTitle",
            "standing");

    @Inject
    private Reading reading;

    @Inject
    private ProgressBoard board;

    @Inject
    private RecipientsTab recipients;

    @Inject
    private RecipientDrawer drawer;

    @Inject
    private History history;

    @Inject
    private RetryService retries;

    @Inject
    private HearingService hearing;

    @Inject
    private Words words;

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
            tab = drawer.getWanted() == null ? tab : RECIPIENTS;
            recipients.show(row.campaign());
            drawer.openWanted(id);
        } catch (CampaignRefused unknown) {
            row = null;
        }
    }

    /** Also for an address whose number is none. */
    public void answerUnknown() {
        if (!isKnown()) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
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
            PrimeFaces.current().executeScript("Connection.isLeaving() || location.reload()");
            return;
        }
        catchUpNotices();
        drawer.catchUp();
        if (row.equals(before)) {
            return;
        }
        if (before == null || !buttons(row).equals(buttons(before))) {
            update("head");
            update("uncertain");
        }
        if (before == null || row.campaign().version() != before.campaign().version()) {
            update("message");
        }
        MOVING.forEach(CampaignPage::update);
        if (isOverview()) {
            catchUpHistory(before);
        }
        recipients.catchUp(row);
    }

    /** All of it when something happened, since whoever reads in it would lose the place; else who got which text. */
    private void catchUpHistory(CampaignRow before) {
        if (before == null
                || row.campaign().changes() != before.campaign().changes()
                || row.campaign().version() != before.campaign().version()) {
            update("activity");
            return;
        }
        var entries = history.of(id);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).edit() != null) {
                update("past:" + i + ":got");
            }
        }
    }

    /** Whatever decides which buttons there are. */
    private static List<Object> buttons(CampaignRow row) {
        return Arrays.asList(
                row.campaign().status(),
                row.campaign().isArchived(),
                row.campaign().name(),
                row.waitsForResume(),
                row.tally().uncertain() > 0);
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

    private static void update(String part) {
        PrimeFaces.current().ajax().update("campaign:" + part);
    }

    public boolean isKnown() {
        return getRow() != null;
    }

    public boolean isOverview() {
        return !RECIPIENTS.equals(tab);
    }

    public CampaignRow getRow() {
        return row;
    }

    /** What goes out now. */
    public MessageView getMessage() {
        return MessageView.of(row.campaign().message(), words);
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
