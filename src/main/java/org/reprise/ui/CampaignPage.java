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
import org.reprise.campaign.CampaignRefused;
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

    private Long id;
    private String tab;
    private transient CampaignRow row;

    /** Reads the campaign that the address names; an unknown one is an answer of its own, not an error. */
    public void open() {
        try {
            row = read();
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
        return CampaignRow.asRead(reading.of(id).campaign(), board.of(id));
    }

    public void catchUp() {
        var before = row;
        row = read();
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

    private boolean sameUncertain(CampaignRow before) {
        return row.tally().uncertain() == before.tally().uncertain()
                && Objects.equals(row.campaign().archivedAt(), before.campaign().archivedAt())
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
