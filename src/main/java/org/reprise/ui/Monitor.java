package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.event.data.PageEvent;
import org.primefaces.event.data.SortEvent;
import org.primefaces.model.SortMeta;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignList.Filter;
import org.reprise.campaign.CampaignList.Order;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignStatus;
import org.reprise.campaign.SessionService;
import org.reprise.progress.ProgressBoard;
import org.reprise.telegram.Session;

/** All campaigns, as they are now. What it shows stands in its address, so that a reload shows the same. */
@Named
@ViewScoped
public class Monitor implements Serializable {
    private static final long serialVersionUID = 1;

    /** Beside the states of campaigns: in whichever of them, with uncertain recipients. */
    private static final String UNCERTAIN = "uncertain";

    private static final int PAGE_SIZE = 25;

    /** The parts of a row that change while its campaign sends. */
    private static final List<String> MOVING = List.of("status", "progress", "pace");

    /** Left alone otherwise: a button that is replaced under the pointer would swallow the click. */
    private static final List<String> SETTLED = List.of("name", "session", "times", "verbs");

    @Inject
    private CampaignList list;

    @Inject
    private ProgressBoard board;

    @Inject
    private Copies copies;

    @Inject
    private SessionService sessions;

    @Inject
    private Selection selection;

    @Inject
    private NowStrip strip;

    @Inject
    private Toast toast;

    @Inject
    private Words words;

    private CampaignTable table;
    private NowStrip.Figures now;
    private String search;
    private String status;
    private Long session;
    private boolean archived;
    private String order;
    private String direction;
    private int page = 1;

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
        table.show(new Filter(search, wanted, session, archived, UNCERTAIN.equals(status)), order(), isDescending());
        now = strip.read();
    }

    /** The same when the operator changed what is wanted: from the first page on, and with nothing chosen. */
    public void refilter() {
        direction = sorted().filter(column -> column.getField().equals(order().toString()))
                .map(Monitor::direction)
                .orElse(null);
        page = 1;
        selection.clear();
        filter();
        component().setFirst(0);
        component().getSortByAsMap().values().forEach(this::sortAsWanted);
        tellAddress();
    }

    private void sortAsWanted(SortMeta column) {
        column.setOrder(CampaignTable.sortOrder(column.getField().equals(order().toString()), isDescending()));
    }

    /** A column's head was pressed. */
    public void sorted(SortEvent event) {
        event.getSortBy().values().stream()
                .filter(SortMeta::isActive)
                .findFirst()
                .ifPresent(column -> {
                    order = column.getField();
                    direction = direction(column);
                });
        page = 1;
        tellAddress();
    }

    private static String direction(SortMeta column) {
        return column.getOrder().isDescending() ? "desc" : "asc";
    }

    /** The column that the table is sorted by now. */
    private static Optional<SortMeta> sorted() {
        return component().getSortByAsMap().values().stream()
                .filter(SortMeta::isActive)
                .findFirst();
    }

    public void paged(PageEvent event) {
        page = event.getPage() + 1;
        tellAddress();
    }

    private static DataTable component() {
        return (DataTable) FacesContext.getCurrentInstance().getViewRoot().findComponent("list:table");
    }

    private Order order() {
        return Stream.of(Order.values())
                .filter(each -> each.toString().equals(order))
                .findFirst()
                .orElse(Order.CREATED);
    }

    private boolean isDescending() {
        return direction == null ? CampaignTable.isLargestFirst(order()) : direction.equals("desc");
    }

    private void tellAddress() {
        PrimeFaces.current().ajax().addCallbackParam("address", address());
    }

    private String address() {
        return new AddressQuery()
                .and("q", search)
                .and("status", status)
                .and("session", session)
                .and("archived", archived ? true : null)
                .and("order", order() == Order.CREATED ? null : order)
                .and("dir", isDescending() == CampaignTable.isLargestFirst(order()) ? null : direction)
                .and("page", page == 1 ? null : page)
                .toString();
    }

    /** Brings to the browser what is no longer as it is shown there. */
    public void catchUp() {
        var shown = table.getWrappedData();
        var rows = table.readAgain();
        var figures = strip.read();
        if (shown == null && figures.equals(now)) {
            // a first visit, which shows no table
            return;
        }
        boolean same = shown != null && keys(shown).equals(keys(rows)) && table.getRowCount() == table.count(null);
        if (!same) {
            now = figures;
            PrimeFaces.current().ajax().update("list");
            return;
        }
        if (!figures.equals(now)) {
            now = figures;
            PrimeFaces.current().ajax().update("list:now");
        }
        for (int i = 0; i < rows.size(); i++) {
            bring(table.first() + i, shown.get(i), rows.get(i));
        }
        table.setWrappedData(rows);
    }

    private static void bring(int place, CampaignRow shown, CampaignRow row) {
        if (!row.equals(shown)) {
            update(place, MOVING);
        }
        if (row.campaign().changes() != shown.campaign().changes()) {
            update(place, SETTLED);
        } else if (row.nextStep() != shown.nextStep() || row.isUndecided() != shown.isUndecided()) {
            update(place, List.of("verbs"));
        }
    }

    private static void update(int row, List<String> parts) {
        parts.forEach(part -> PrimeFaces.current().ajax().update("list:table:" + row + ":" + part));
    }

    private List<String> keys(List<CampaignRow> rows) {
        return rows.stream().map(table::getRowKey).toList();
    }

    public void clone(long id) {
        try {
            var copy = copies.make(id);
            toast.say(words.of("list.cloned", words.label(copy)));
        } catch (CampaignRefused refused) {
            Refusal.tell("list", words, id, refused);
        }
    }

    public List<Session> getSessions() {
        return sessions.all();
    }

    /** By their names in the bundle and in the address. */
    public List<String> getStatuses() {
        return Stream.of(CampaignStatus.values())
                .filter(status -> status != CampaignStatus.SCHEDULED)
                .map(CampaignStatus::toString)
                .toList();
    }

    /** By their names in the bundle and in the address. */
    public Order[] getOrders() {
        return Order.values();
    }

    /** What the table is sorted by when it is opened; null: by none of its columns. */
    public SortMeta getSort() {
        return order() == Order.CREATED
                ? null
                : SortMeta.builder()
                        .field(order().toString())
                        .order(CampaignTable.sortOrder(true, isDescending()))
                        .build();
    }

    public NowStrip.Figures getNow() {
        return now;
    }

    /** Whether all of the page are chosen. */
    public boolean isWholePage() {
        return selection.holdsAll(rows());
    }

    /** The box comes along when a page is turned, too, and means nothing then: {@link #chooseWholePage} does. */
    public void setWholePage(boolean unused) {}

    /** The box over all boxes was pressed. */
    public void chooseWholePage() {
        selection.set(rows(), !isWholePage());
    }

    private List<CampaignRow> rows() {
        return Objects.requireNonNullElse(table.getWrappedData(), List.of());
    }

    public String getOrder() {
        return order().toString();
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public String getDirection() {
        return direction;
    }

    public void setDirection(String direction) {
        this.direction = direction;
    }

    public int getPage() {
        return page;
    }

    public void setPage(int page) {
        this.page = Math.max(1, page);
    }

    public int getPageSize() {
        return PAGE_SIZE;
    }

    /** Of the page's rows, counted over all pages. */
    public int getFirst() {
        return (page - 1) * PAGE_SIZE;
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
