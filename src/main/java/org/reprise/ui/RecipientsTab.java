package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.component.UIData;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignService;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipients;
import org.reprise.delivery.report.RecipientsCsv;

/** Who a campaign reached and how that ended: looked through, searched, and taken away as a file. */
@Named
@ViewScoped
public class RecipientsTab implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private Recipients recipients;

    @Inject
    private OpenRecipients open;

    @Inject
    private RecipientsCsv csv;

    @Inject
    private AudienceSizes audiences;

    @Inject
    private CampaignService desk;

    @Inject
    private WhyNot whyNot;

    @Inject
    private Words words;

    private RecipientTable table;
    private String outcome;
    private String search;

    @PostConstruct
    void begin() {
        table = new RecipientTable(recipients, open);
    }

    /** @return whether something else is told of those whom the list does not show */
    boolean show(Campaign campaign) {
        var filter = new Recipients.Filter(campaign.id(), campaign.session(), state(), search);
        if (Outcomes.OPEN.equals(outcome)) {
            table.show(
                    filter, new OpenRecipients.Filter(campaign.id(), campaign.session(), campaign.targeting(), search));
        } else {
            table.show(filter);
        }
        return whyNot.look(campaign, filter, table.openFilter() != null);
    }

    private State state() {
        return Stream.of(State.values())
                .filter(state -> Outcomes.word(state).equals(outcome))
                .findFirst()
                .orElse(null);
    }

    /** Shows what the operator wants now, from the first page on. */
    public void refilter() {
        var before = table.filter();
        show(desk.find(before.campaign()));
        var component = FacesContext.getCurrentInstance().getViewRoot().findComponent("recipients:table");
        ((UIData) component).setFirst(0);
        PrimeFaces.current().ajax().addCallbackParam("address", address(before.campaign()));
    }

    private String address(long campaign) {
        return "?id=" + campaign + "&tab=recipients"
                + (outcome == null ? "" : "&outcome=" + outcome)
                + (search == null ? "" : "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
    }

    /** Rows are sent again when they say something else; of new ones on other pages only the number is told. */
    void catchUp(Campaign campaign) {
        var shown = table.getWrappedData();
        if (shown == null) {
            return;
        }
        if (show(campaign)) {
            PrimeFaces.current().ajax().update("recipients:whyNot");
        }
        if (shown.equals(table.readAgain())) {
            var total = table.count(null);
            PrimeFaces.current().executeScript("PF('recipients').paginator?.updateTotalRecords(" + total + ")");
        } else {
            PrimeFaces.current().ajax().update("recipients:table");
        }
    }

    /** Sends exactly what is filtered, as it is read. */
    public void export() throws IOException {
        var filter = table.filter();
        var name = "campaign-" + filter.campaign() + "-recipients" + (isFiltered() ? "-" + outcome : "") + ".csv";
        CsvDownload.send(name, out -> write(filter, out));
    }

    private void write(Recipients.Filter filter, Writer out) throws IOException {
        if (table.openFilter() != null) {
            csv.write(table.openFilter(), out);
        } else {
            csv.write(filter, out);
        }
    }

    /** Whether an outcome is chosen: only those that are known become a part of a file's name. */
    private boolean isFiltered() {
        return state() != null || table.openFilter() != null;
    }

    /** Contacts whom the campaign does not write to, and why, in words; empty when there are none. */
    public String getLeftOut() {
        return words.leftOut(audiences.leftOut(desk.find(table.filter().campaign())));
    }

    /** Whether more may be found by name than are counted. */
    public boolean isCut() {
        return table.openFilter() == null && table.getRowCount() == Recipients.MAX_COUNTED && search != null;
    }

    public RecipientTable getTable() {
        return table;
    }

    public String getOutcome() {
        return outcome;
    }

    public void setOutcome(String outcome) {
        this.outcome = outcome;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }
}
