package org.reprise.ui;

import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.reprise.delivery.Recipient;
import org.reprise.delivery.Recipients;

/** The page of recipients that is looked at, read from the ledger. */
public class RecipientTable extends LazyDataModel<Recipient> {
    private static final long serialVersionUID = 1;

    private final transient Recipients recipients;
    private transient Recipients.Filter filter;
    private int first;

    RecipientTable(Recipients recipients) {
        this.recipients = recipients;
    }

    void show(Recipients.Filter wanted) {
        filter = wanted;
    }

    Recipients.Filter filter() {
        return filter;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return (int) Math.min(Integer.MAX_VALUE, recipients.count(filter));
    }

    @Override
    public List<Recipient> load(int offset, int size, Map<String, SortMeta> unsorted, Map<String, FilterMeta> unused) {
        first = offset;
        return recipients.page(filter, offset, size);
    }

    /** The rows of the same page as they are now. */
    List<Recipient> readAgain() {
        return recipients.page(filter, first, getPageSize());
    }

    @Override
    public String getRowKey(Recipient recipient) {
        return String.valueOf(recipient.userId());
    }
}
