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
import java.util.List;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.access.Account;
import org.reprise.access.Accounts;
import org.reprise.audience.Contact;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignService;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipient;
import org.reprise.delivery.report.Recipients;
import org.reprise.delivery.report.RecipientsCsv;

/** Who a campaign reached and how that ended: looked through, searched, and taken away as a file. */
@Named
@ViewScoped
public class RecipientsTab implements Serializable {
    private static final long serialVersionUID = 1;

    /** Numbers alone: the chips they stand in can be pressed while they change. */
    private static final List<String> COUNTED = List.of("nAll", "nSent", "nFailed", "nUncertain", "nClaimed", "nOpen");

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
    private Accounts accounts;

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
        boolean held = Outcomes.HELD.equals(outcome);
        if (held || Outcomes.OPEN.equals(outcome)) {
            table.show(
                    filter,
                    new OpenRecipients.Filter(campaign.id(), campaign.session(), campaign.targeting(), search, held));
        } else {
            table.show(filter);
        }
        return whyNot.look(campaign, filter, table.openFilter());
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
        PrimeFaces.current().ajax().addCallbackParam("address", address(outcome));
    }

    /** Where those of one outcome are shown, or all for null, as they are searched now. */
    public String address(String ofOutcome) {
        return "?id=" + table.filter().campaign() + "&tab=recipients"
                + (ofOutcome == null || ofOutcome.isEmpty() ? "" : "&outcome=" + ofOutcome)
                + (search == null ? "" : "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
    }

    public boolean isShowing(String thatOutcome) {
        return thatOutcome.equals(outcome == null ? "" : outcome);
    }

    /** Whether a cap of the account may hold people back. */
    public boolean isCapped(CampaignRow row) {
        return accounts.find(row.campaign().accountId()).map(Account::cap).isPresent();
    }

    /** How many are in the list that is shown. */
    public long listed() {
        return table.count(null);
    }

    /** How many the ledger holds of the campaign, those reached by other means among them. */
    public long writtenTo(CampaignRow row) {
        return row.tally().attempted() + recipients.elsewhere(row.id());
    }

    /** So many the list shows as sent. */
    public long sent(CampaignRow row) {
        return row.tally().sent() + recipients.elsewhere(row.id());
    }

    /** What the limit does to those who are listed as not written to; empty: nothing. */
    public String limited(CampaignRow row) {
        return table.openFilter() == null || row.campaign().cap() == null
                ? ""
                : words.of("recipients.limited", row.campaign().cap(), row.remaining());
    }

    /** Rows are sent again when they say something else; of new ones on other pages only the number is told. */
    void catchUp(CampaignRow row) {
        var campaign = row.campaign();
        var shown = table.getWrappedData();
        if (shown == null) {
            return;
        }
        COUNTED.forEach(part -> PrimeFaces.current().ajax().update("recipients:" + part));
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
        CsvDownload.send(file(filter.campaign(), isFiltered() ? "-" + outcome : ""), out -> write(filter, out));
    }

    /** Sends everybody who was written to. */
    public void exportAll() throws IOException {
        var shown = table.filter();
        var all = new Recipients.Filter(shown.campaign(), shown.session(), null, null);
        CsvDownload.send(file(all.campaign(), ""), out -> csv.write(all, out));
    }

    private static String file(long campaign, String part) {
        return "campaign-" + campaign + "-recipients" + part + ".csv";
    }

    private void write(Recipients.Filter filter, Writer out) throws IOException {
        if (table.openFilter() != null) {
            csv.write(table.openFilter(), out);
        } else {
            csv.write(filter, out);
        }
    }

    /** By name, by username, or by the number that Telegram gave them. */
    public String called(Recipient recipient) {
        var name = Contact.fullName(recipient.firstName(), recipient.lastName());
        return !name.isEmpty()
                ? name
                : recipient.username() != null
                        ? "@" + recipient.username()
                        : words.of("recipient.user", String.valueOf(recipient.userId()));
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
