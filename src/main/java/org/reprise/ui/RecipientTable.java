package org.reprise.ui;

import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipient;
import org.reprise.delivery.report.Recipients;

/** The page of recipients that is looked at: of those in the ledger, or of those who were not written to yet. */
public class RecipientTable extends LazyDataModel<Recipient> {
    private static final long serialVersionUID = 1;

    private final transient Recipients recipients;
    private final transient OpenRecipients open;
    private transient Recipients.Filter filter;
    /** Null: the ledger is looked at. */
    private transient OpenRecipients.Filter openFilter;

    private int first;

    RecipientTable(Recipients recipients, OpenRecipients open) {
        this.recipients = recipients;
        this.open = open;
    }

    void show(Recipients.Filter wanted) {
        filter = wanted;
        openFilter = null;
    }

    void show(Recipients.Filter wanted, OpenRecipients.Filter instead) {
        filter = wanted;
        openFilter = instead;
    }

    Recipients.Filter filter() {
        return filter;
    }

    OpenRecipients.Filter openFilter() {
        return openFilter;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return (int)
                Math.min(Integer.MAX_VALUE, openFilter == null ? recipients.count(filter) : open.count(openFilter));
    }

    @Override
    public List<Recipient> load(int offset, int size, Map<String, SortMeta> unsorted, Map<String, FilterMeta> unused) {
        first = offset;
        return read(offset, size);
    }

    private List<Recipient> read(int offset, int size) {
        return openFilter == null ? recipients.page(filter, offset, size) : open.page(openFilter, 0, offset, size);
    }

    /** The rows of the same page as they are now. */
    List<Recipient> readAgain() {
        return read(first, getPageSize());
    }

    @Override
    public String getRowKey(Recipient recipient) {
        return String.valueOf(recipient.userId());
    }
}
