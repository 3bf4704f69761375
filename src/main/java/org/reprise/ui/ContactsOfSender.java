package org.reprise.ui;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactList;
import org.reprise.audience.LeftOut;
import org.reprise.audience.Standing;
import org.reprise.audience.Tag;
import org.reprise.telegram.Session;

/** The contacts of one sender as the list shows them: all of them, or those whom a search found. */
interface ContactsOfSender {

    long people(Standing standing);

    List<ContactTable.Row> page(Standing standing, long offset, int size);

    /** Whether a search found more than it tells. */
    boolean isCut();

    /** All: counted now, and read a page at a time. */
    static ContactsOfSender all(Session session, ContactList list) {
        long all = list.count(session);
        var leftOut = list.leftOut(session);
        return new ContactsOfSender() {
            @Override
            public long people(Standing standing) {
                return standing.of(all, leftOut);
            }

            @Override
            public List<ContactTable.Row> page(Standing standing, long offset, int size) {
                var page = list.page(session, standing, offset, size);
                return rows(session, page, list.leftOut(session, page));
            }

            @Override
            public boolean isCut() {
                return false;
            }
        };
    }

    /** Those who have a tag, in the same way. */
    static ContactsOfSender tagged(Session session, ContactList list, Tag tag) {
        long all = list.count(session, tag);
        var leftOut = list.leftOut(session, tag);
        return new ContactsOfSender() {
            @Override
            public long people(Standing standing) {
                return standing.of(all, leftOut);
            }

            @Override
            public List<ContactTable.Row> page(Standing standing, long offset, int size) {
                var page = list.page(session, tag, standing, offset, size);
                return rows(session, page, list.leftOut(session, page));
            }

            @Override
            public boolean isCut() {
                return false;
            }
        };
    }

    /**
     * Those whom the search finds, who are few.
     *
     * @param tag that they are to have; null: any, or none
     */
    static ContactsOfSender found(Session session, ContactList list, String search, Tag tag) {
        var found = list.search(session, search);
        var leftOut = list.leftOut(session, found.contacts());
        var ids = found.contacts().stream().map(Contact::userId).toList();
        var tagged = tag == null ? Set.copyOf(ids) : list.among(session, tag, ids);
        var contacts = found.contacts().stream()
                .filter(contact -> tagged.contains(contact.userId()))
                .toList();
        var rows = rows(session, contacts, leftOut);
        return new ContactsOfSender() {
            @Override
            public long people(Standing standing) {
                return rows.stream()
                        .filter(row -> standing.suits(row.leftOut()))
                        .count();
            }

            @Override
            public List<ContactTable.Row> page(Standing standing, long offset, int size) {
                return rows.stream()
                        .filter(row -> standing.suits(row.leftOut()))
                        .skip(offset)
                        .limit(size)
                        .toList();
            }

            @Override
            public boolean isCut() {
                return found.more();
            }
        };
    }

    private static List<ContactTable.Row> rows(
            Session session, List<Contact> contacts, Map<Long, LeftOut.Cause> leftOut) {
        return contacts.stream()
                .map(contact -> new ContactTable.Row(session, contact, leftOut.get(contact.userId())))
                .toList();
    }
}
