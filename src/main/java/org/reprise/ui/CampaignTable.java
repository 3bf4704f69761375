package org.reprise.ui;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;
import org.reprise.campaign.CampaignList;
import org.reprise.campaign.CampaignList.Filter;
import org.reprise.campaign.CampaignList.Order;
import org.reprise.progress.ProgressBoard;

/** The page of campaigns that a monitor shows, read from the database. */
public class CampaignTable extends LazyDataModel<CampaignRow> {
    private static final long serialVersionUID = 1;

    private final transient CampaignList list;
    private final transient ProgressBoard board;
    private transient Filter filter = Filter.ALL;
    private Order wanted = Order.CREATED;
    private boolean wantedDescending = true;
    private Order order = Order.CREATED;
    private boolean descending = true;
    private int first;

    CampaignTable(CampaignList list, ProgressBoard board) {
        this.list = list;
        this.board = board;
    }

    /**
     * @param unlessSorted holds while no column is sorted by
     * @param backwards the same
     */
    void show(Filter only, Order unlessSorted, boolean backwards) {
        filter = only;
        wanted = unlessSorted;
        wantedDescending = backwards;
    }

    /** Of the first row, counted over all pages. */
    int first() {
        return first;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return list.count(filter);
    }

    @Override
    public List<CampaignRow> load(int offset, int size, Map<String, SortMeta> sortBy, Map<String, FilterMeta> unused) {
        first = offset;
        var sort = sortBy.values().stream()
                .filter(meta -> !meta.getOrder().isUnsorted())
                .findFirst();
        order = sort.map(meta -> Order.valueOf(meta.getField().toUpperCase(Locale.ROOT)))
                .orElse(wanted);
        descending = sort.map(meta -> meta.getOrder().isDescending()).orElse(wantedDescending);
        return read(size);
    }

    /** Words are read from A on; of numbers and times the largest is looked for. */
    static boolean isLargestFirst(Order order) {
        return order != Order.SESSION && order != Order.STATUS;
    }

    static SortOrder sortOrder(boolean sorted, boolean descending) {
        return sorted ? descending ? SortOrder.DESCENDING : SortOrder.ASCENDING : SortOrder.UNSORTED;
    }

    /** The rows of the same page as they are now. */
    List<CampaignRow> readAgain() {
        return read(getPageSize());
    }

    private List<CampaignRow> read(int size) {
        return list.page(filter, order, descending, first, size).stream()
                .map(campaign -> CampaignRow.of(campaign, board.of(campaign.id(), campaign.tally())))
                .toList();
    }

    @Override
    public String getRowKey(CampaignRow row) {
        return String.valueOf(row.campaign().id());
    }
}
