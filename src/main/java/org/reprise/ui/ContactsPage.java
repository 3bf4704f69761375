package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.component.UIData;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.primefaces.PrimeFaces;
import org.reprise.audience.ContactList;
import org.reprise.audience.Standing;
import org.reprise.audience.Tag;
import org.reprise.campaign.SessionService;
import org.reprise.campaign.TagService;
import org.reprise.telegram.Session;

/** The people of one sender, or of all. What is looked at stands in the address, so that a reload shows the same. */
@Named
@ViewScoped
public class ContactsPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private SessionService sessions;

    @Inject
    private ContactList list;

    @Inject
    private TagService tags;

    @Inject
    private Words words;

    private ContactTable table;
    private String session;
    private String search;
    private String tag;
    private Standing standing = Standing.ALL;

    /** A filter: how contacts stand, and how many do. */
    public record Filter(Standing standing, long people, String address, boolean current) {}

    @PostConstruct
    void begin() {
        table = new ContactTable(list);
    }

    /** Without a known sender in the address, all of them. */
    public void open() {
        var all = sessions.all();
        var chosen = all.stream().filter(each -> each.name().equals(session)).toList();
        if (chosen.isEmpty()) {
            session = all.size() == 1 ? all.get(0).name() : null;
        }
        var wanted = findTag();
        tag = wanted == null ? null : wanted.name();
        table.show(chosen.isEmpty() ? all : chosen, standing, search, wanted);
    }

    /** Shows what the operator wants now, from the first page on. */
    public void refilter() {
        open();
        var component = FacesContext.getCurrentInstance().getViewRoot().findComponent("contacts:table");
        ((UIData) component).setFirst(0);
        PrimeFaces.current()
                .ajax()
                .addCallbackParam("address", address(standing).toString());
    }

    /** The address of what is shown, but of those who stand like {@code shown}. */
    AddressQuery address(Standing shown) {
        return new AddressQuery()
                .and("session", session)
                .and("show", shown == Standing.ALL ? null : shown)
                .and("tag", tag)
                .and("q", search == null || search.isBlank() ? null : search);
    }

    /** The address of what is shown with a contact beside it. */
    public String addressOf(ContactTable.Row row) {
        return addressOf(row.session(), row.contact().userId());
    }

    String addressOf(Session of, long user) {
        return address(standing)
                .and("of", session == null ? of.name() : null)
                .and("person", user)
                .toString();
    }

    /** Whose people can be looked at: those of each sender, and of all where there are several. */
    public List<SelectItem> getChoices() {
        var names = sessions.all().stream().map(Session::name).toList();
        var all = new SelectItem("", words.of("contacts.sender.all", names.size()));
        return Stream.concat(
                        names.size() > 1 ? Stream.of(all) : Stream.of(),
                        names.stream().map(name -> new SelectItem(name, name)))
                .toList();
    }

    /** The tags of the account, of which one may be looked at; empty: there are none. */
    public List<SelectItem> getTagChoices() {
        var names = tags.all().stream().map(Tag::name).toList();
        return names.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(new SelectItem("", words.of("contacts.tag.any"))),
                                names.stream().map(name -> new SelectItem(name, name)))
                        .toList();
    }

    /** Null: none is looked at, or it is not there any more. */
    private Tag findTag() {
        return tag == null
                ? null
                : tags.all().stream()
                        .filter(each -> each.name().equals(tag))
                        .findFirst()
                        .orElse(null);
    }

    /** Those that have people, and the one that is looked at. */
    public List<Filter> getFilters() {
        return Stream.of(Standing.values())
                .map(each -> new Filter(each, table.count(each), address(each).toString(), each == standing))
                .filter(filter -> filter.people() > 0
                        || filter.current()
                        || filter.standing() == Standing.ALL
                        || filter.standing() == Standing.REACHABLE)
                .toList();
    }

    /** How many people are looked at, and whose. */
    public String getTotal() {
        long people = table.count(standing);
        return session == null
                ? words.of("contacts.total.all", people, getSessions().size())
                : words.of("contacts.total", people, session);
    }

    /** Whether nobody is there at all, whatever is looked for. */
    public boolean isNobody() {
        return (search == null || search.isBlank()) && tag == null && table.count(Standing.ALL) == 0;
    }

    public List<Session> getSessions() {
        return sessions.all();
    }

    /** Whether the people of all senders are looked at. */
    public boolean isOfAll() {
        return session == null;
    }

    /** Whether more match than are shown. */
    public boolean isCut() {
        return table.isCut();
    }

    public int getMost() {
        return ContactList.MAX_CONTACTS;
    }

    public ContactTable getTable() {
        return table;
    }

    /** The name of the sender; null: all of them. */
    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session == null || session.isEmpty() ? null : session;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    /** The name of the tag that people are to have; null: any, or none. */
    public String getTag() {
        return tag;
    }

    public void setTag(String tag) {
        this.tag = tag == null || tag.isEmpty() ? null : tag;
    }

    public String getShow() {
        return standing.toString();
    }

    public void setShow(String name) {
        standing = Standing.named(name);
    }
}
