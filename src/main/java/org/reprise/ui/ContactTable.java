package org.reprise.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactList;
import org.reprise.audience.LeftOut;
import org.reprise.audience.Standing;
import org.reprise.audience.Tag;
import org.reprise.telegram.Session;

/**
 * The page of contacts that is looked at, read from the database: those of each sender after those of the one before.
 */
public class ContactTable extends LazyDataModel<ContactTable.Row> {
    private static final long serialVersionUID = 1;

    private final transient ContactList list;
    private transient List<ContactsOfSender> senders = List.of();
    private Standing standing = Standing.ALL;

    /**
     * A contact.
     *
     * @param leftOut why every campaign of the account leaves them out; null: none does
     */
    public record Row(Session session, Contact contact, LeftOut.Cause leftOut) {
        public String name() {
            return contact.fullName();
        }
    }

    ContactTable(ContactList list) {
        this.list = list;
    }

    /**
     * Counts anew: a million take a moment, so not for each page.
     *
     * @param tag that they are to have; null: any, or none
     */
    void show(List<Session> wanted, Standing shown, String search, Tag tag) {
        standing = shown;
        senders = wanted.stream()
                .map(session -> contacts(session, search == null ? "" : search, tag))
                .toList();
    }

    private ContactsOfSender contacts(Session session, String search, Tag tag) {
        if (!search.isBlank()) {
            return ContactsOfSender.found(session, list, search, tag);
        }
        return tag == null ? ContactsOfSender.all(session, list) : ContactsOfSender.tagged(session, list, tag);
    }

    /** How many stand like that, of those whom the search finds. */
    long count(Standing wanted) {
        return senders.stream().mapToLong(each -> each.people(wanted)).sum();
    }

    boolean isCut() {
        return senders.stream().anyMatch(ContactsOfSender::isCut);
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return (int) Math.min(Integer.MAX_VALUE, count(standing));
    }

    @Override
    public List<Row> load(int offset, int size, Map<String, SortMeta> unsorted, Map<String, FilterMeta> unused) {
        var rows = new ArrayList<Row>();
        long before = 0;
        for (var sender : senders) {
            long people = sender.people(standing);
            long from = Math.max(0, offset - before);
            if (from < people && rows.size() < size) {
                rows.addAll(sender.page(standing, from, size - rows.size()));
            }
            before += people;
        }
        return rows;
    }

    @Override
    public String getRowKey(Row row) {
        return row.session.id() + "-" + row.contact.userId();
    }
}
