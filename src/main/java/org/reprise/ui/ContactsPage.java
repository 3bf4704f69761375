package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.component.UIData;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.primefaces.PrimeFaces;
import org.reprise.audience.ContactList;
import org.reprise.campaign.SessionService;
import org.reprise.telegram.Session;

/** The people of one session. Session and search stand in the address, so that a reload shows the same. */
@Named
@ViewScoped
public class ContactsPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private SessionService sessions;

    @Inject
    private ContactList list;

    private ContactTable table;
    private String session;
    private String search;

    @PostConstruct
    void begin() {
        table = new ContactTable(list);
    }

    /** Without a known session in the address, the first one. */
    public void open() {
        var chosen = chosen();
        if (chosen != null) {
            session = chosen.name();
            table.show(chosen, search);
        }
    }

    /** Shows what the operator wants now, from the first page on. */
    public void refilter() {
        open();
        var component = FacesContext.getCurrentInstance().getViewRoot().findComponent("contacts:table");
        ((UIData) component).setFirst(0);
        PrimeFaces.current().ajax().addCallbackParam("address", address());
    }

    private String address() {
        return new AddressQuery().and("session", session).and("q", search).toString();
    }

    /** The session that is looked at, or null when there is none at all. */
    Session chosen() {
        var all = sessions.all();
        return all.stream()
                .filter(each -> each.name().equals(session))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
    }

    public List<Session> getSessions() {
        return sessions.all();
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

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }
}
