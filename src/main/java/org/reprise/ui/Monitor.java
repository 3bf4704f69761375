package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.component.UIData;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignList.Filter;
import org.reprise.campaign.CampaignList.Order;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.SessionService;
import org.reprise.progress.ProgressBoard;
import org.reprise.telegram.Session;

/** All campaigns, as they are now. What it shows stands in its address, so that a reload shows the same. */
@Named
@ViewScoped
public class Monitor implements Serializable {
    private static final long serialVersionUID = 1;

    /** The parts of a row that change while its campaign sends. */
    private static final List<String> MOVING = List.of("status", "progress", "pace");

    /** Left alone otherwise: a button that is replaced under the pointer would swallow the click. */
    private static final List<String> SETTLED = List.of("name", "session", "times", "verbs");

    @Inject
    private CampaignList list;

    @Inject
    private ProgressBoard board;

    @Inject
    private CampaignService desk;

    @Inject
    private SessionService sessions;

    @Inject
    private Words words;

    private CampaignTable table;
    private String search;
    private String status;
    private Long session;
    private boolean archived;
    private String order;

    @PostConstruct
    void begin() {
        table = new CampaignTable(list, board);
    }

    /** Shows what is searched and filtered for; also when the page is opened by its address. */
    public void filter() {
        var wanted = Stream.of(CampaignStatus.values())
                .filter(each -> each.toString().equals(status))
                .findFirst()
                .orElse(null);
        table.show(new Filter(search, wanted, session, archived), order());
    }

    /** The same when the operator changed what is wanted: from the first page on. */
    public void refilter() {
        filter();
        var component = FacesContext.getCurrentInstance().getViewRoot().findComponent("list:table");
        ((UIData) component).setFirst(0);
        PrimeFaces.current().ajax().addCallbackParam("address", address());
    }

    private Order order() {
        return Stream.of(Order.values())
                .filter(each -> each.toString().equals(order))
                .findFirst()
                .orElse(Order.CREATED);
    }

    private String address() {
        return new AddressQuery()
                .and("q", search)
                .and("status", status)
                .and("session", session)
                .and("archived", archived ? true : null)
                .and("order", order() == Order.CREATED ? null : order)
                .toString();
    }

    /** Brings to the browser what is no longer as it is shown there. */
    public void catchUp() {
        var shown = table.getWrappedData();
        var now = table.readAgain();
        boolean same = shown != null && keys(shown).equals(keys(now)) && table.getRowCount() == table.count(null);
        if (!same) {
            PrimeFaces.current().ajax().update("list");
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(shown.get(i))) {
                update(table.first() + i, MOVING);
            }
            if (now.get(i).campaign().changes() != shown.get(i).campaign().changes()) {
                update(table.first() + i, SETTLED);
            }
        }
        table.setWrappedData(now);
    }

    private static void update(int row, List<String> parts) {
        parts.forEach(part -> PrimeFaces.current().ajax().update("list:table:" + row + ":" + part));
    }

    private List<String> keys(List<CampaignRow> rows) {
        return rows.stream().map(table::getRowKey).toList();
    }

    public void clone(long id) {
        try {
            desk.clone(id);
        } catch (CampaignRefused refused) {
            Refusal.tell("list", words, id, refused);
        }
    }

    /** Whether there is no campaign at all. */
    public boolean isFirstVisit() {
        return list.count(new Filter(null, null, null, true)) == 0;
    }

    public boolean isSandbox() {
        return sessions.opensSandboxes();
    }

    public List<Session> getSessions() {
        return sessions.all();
    }

    /** By their names in the bundle and in the address. */
    public List<String> getStatuses() {
        return Stream.of(CampaignStatus.values()).map(CampaignStatus::toString).toList();
    }

    /** By their names in the bundle and in the address. */
    public Order[] getOrders() {
        return Order.values();
    }

    public String getOrder() {
        return order().toString();
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public CampaignTable getTable() {
        return table;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public Long getSession() {
        return session;
    }

    public void setSession(Long session) {
        this.session = session;
    }

    public boolean isArchived() {
        return archived;
    }

    public void setArchived(boolean archived) {
        this.archived = archived;
    }
}
