package org.reprise.ui;

import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactList;
import org.reprise.audience.LeftOut;
import org.reprise.telegram.Session;

/** The page of contacts that is looked at, read from the database. */
public class ContactTable extends LazyDataModel<ContactTable.Row> {
    private static final long serialVersionUID = 1;

    private final transient ContactList list;
    private transient Session session;
    private transient ContactList.Found found;
    private long all;

    /**
     * A contact.
     *
     * @param leftOut why every campaign of the account leaves them out; null: none does
     */
    public record Row(Contact contact, LeftOut.Cause leftOut) {
        /** Whether they asked for it: it can be noted of everybody else. */
        public boolean isOptedOut() {
            return leftOut == LeftOut.Cause.ASKED;
        }

        public String name() {
            return contact.fullName();
        }
    }

    ContactTable(ContactList list) {
        this.list = list;
    }

    /** Counts anew: a million take a moment, so not for each page. */
    void show(Session wanted, String search) {
        session = wanted;
        found = search == null || search.isBlank() ? null : list.search(session, search);
        all = found == null ? list.count(session) : found.contacts().size();
    }

    boolean isCut() {
        return found != null && found.more();
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return (int) Math.min(Integer.MAX_VALUE, all);
    }

    @Override
    public List<Row> load(int offset, int size, Map<String, SortMeta> unsorted, Map<String, FilterMeta> unused) {
        var page = found == null
                ? list.page(session, offset, size)
                : found.contacts()
                        .subList(
                                offset, Math.min(offset + size, found.contacts().size()));
        var leftOut = list.leftOut(session, page);
        return page.stream()
                .map(contact -> new Row(contact, leftOut.get(contact.userId())))
                .toList();
    }

    @Override
    public String getRowKey(Row row) {
        return String.valueOf(row.contact.userId());
    }
}
