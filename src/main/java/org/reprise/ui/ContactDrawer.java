package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.primefaces.PrimeFaces;
import org.reprise.SearchText;
import org.reprise.audience.Contact;
import org.reprise.audience.LeftOut;
import org.reprise.audience.OptOuts;
import org.reprise.campaign.ContactRecordService;
import org.reprise.campaign.ContactRecordService.Card;
import org.reprise.campaign.ContactRecordService.Moment;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.telegram.Session;

/** One contact beside the list: who they are, how they came, and what was sent to them, and what they wrote. */
@Named
@ViewScoped
public class ContactDrawer implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private ContactRecordService records;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    private String of;
    private Long person;
    private transient Card card;

    /** With the contact that the address names, if it does. */
    public void open() {
        if (person != null) {
            card = find().map(session -> records.look(session, person)).orElse(null);
            person = card == null ? null : person;
        }
    }

    /** The one whose row was pressed. */
    public void show() {
        var parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        of = parameters.get("of");
        setPerson(parameters.get("person"));
        open();
        if (card != null) {
            PrimeFaces.current().ajax().addCallbackParam("address", page.addressOf(card.session(), person));
        }
    }

    /** A person may be a contact of several senders: without one in the address, the first that knows them. */
    private Optional<Session> find() {
        var name = page.getSession() == null ? of : page.getSession();
        var all = page.getSessions();
        return name != null
                ? all.stream().filter(each -> each.name().equals(name)).findFirst()
                : all.stream()
                        .filter(each -> records.look(each, person).contact().isPresent())
                        .findFirst()
                        .or(() -> all.stream().findFirst());
    }

    public void close() {
        person = null;
        card = null;
    }

    public boolean isOpen() {
        return getCard() != null;
    }

    /** Null: nobody is looked at. */
    public Card getCard() {
        if (card == null) {
            open();
        }
        return card;
    }

    /** Null when they are no contact of the sender, or none any more. */
    public Contact getContact() {
        return isOpen() ? card.contact().orElse(null) : null;
    }

    /** The names of those that they are in. */
    public String getCategories() {
        return getContact() == null ? "" : String.join(", ", getContact().categories());
    }

    /** In order. */
    public List<String> getTags() {
        return getContact() == null ? List.of() : List.copyOf(getContact().tags());
    }

    /** Null: campaigns write to them. */
    public OptOuts.Stored getLeftOut() {
        return isOpen() ? card.optOut().orElse(null) : null;
    }

    /** How it came that they are left out. */
    public String getLeftOutBy() {
        var leftOut = getLeftOut();
        if (leftOut == null || leftOut.cause() != LeftOut.Cause.ASKED) {
            return "";
        }
        return switch (leftOut.source()) {
            case "operator" -> words.of("person.optedOut.operator");
            case "import" -> words.of("person.optedOut.import");
            default -> words.of("person.optedOut.wrote", leftOut.source());
        };
    }

    /** Whether it can be noted that they want no more messages. */
    public boolean isOptOutPossible() {
        return isOpen() && (getLeftOut() == null || getLeftOut().cause() != LeftOut.Cause.ASKED);
    }

    /** Their name, or what stands for it. */
    public String getName() {
        if (!isOpen()) {
            return "";
        }
        var contact = getContact();
        return contact != null && contact.called() != null
                ? contact.called()
                : words.of("person.unnamed", String.valueOf(card.userId()));
    }

    public List<Moment> getNewest() {
        return isOpen() ? card.newest() : List.of();
    }

    /** Why a delivery ended as it did, in words; nothing where there is nothing to say. */
    public String reason(PersonDeliveries.Entry entry) {
        return words.reason(entry.reason().orElse(null));
    }

    /** What became of a delivery, as pages call it. */
    public String outcome(PersonDeliveries.Entry entry) {
        return Outcomes.word(entry.state());
    }

    public int getMost() {
        return ContactRecordService.MAX_SHOWN;
    }

    /** Where all that is stored about them can be had, below the context path. A path has no blanks as plus signs. */
    public String getExport() {
        return isOpen()
                ? "/contacts/"
                        + URLEncoder.encode(card.session().name(), StandardCharsets.UTF_8)
                                .replace("+", "%20")
                        + "/" + card.userId() + "/export"
                : "";
    }

    public String getOf() {
        return of;
    }

    public void setOf(String of) {
        this.of = of;
    }

    public String getPerson() {
        return person == null ? null : String.valueOf(person);
    }

    /** What is no number is nobody. */
    public void setPerson(String number) {
        person = number != null && SearchText.isUserId(number) ? Long.valueOf(number) : null;
        card = null;
    }
}
