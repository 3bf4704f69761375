package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import org.reprise.access.AccessRefused;
import org.reprise.access.Account;
import org.reprise.access.AccountService;
import org.reprise.access.FrequencyCap;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.PeopleService.Invited;
import org.reprise.access.PublicAddresses;
import org.reprise.access.Role;

/** The account of its owners; and, for those who run the installation, the others. */
@Named
@ViewScoped
public class AccountPanel implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private AccountService accounts;

    @Inject
    private PublicAddresses addresses;

    @Inject
    private Words words;

    private String name;
    private String zone;
    private Integer capMessages;
    private Integer capDays;
    private boolean saved;
    private String newName;
    private String email;
    private String ownerName;
    private transient Invited invited;

    @PostConstruct
    void begin() {
        var mine = accounts.mine();
        name = mine.name();
        zone = mine.zone() == null ? null : mine.zone().getId();
        capMessages = mine.cap() == null ? null : mine.cap().messages();
        capDays = mine.cap() == null ? null : mine.cap().days();
    }

    public void save() {
        saved = false;
        if ((capMessages == null) != (capDays == null)) {
            Refusal.tell(capMessages == null ? "account:capMessages" : "account:capDays", words.of("account.cap.half"));
            return;
        }
        try {
            var cap = capDays == null ? null : FrequencyCap.of(capMessages, capDays);
            accounts.change(name, zone == null ? null : ZoneId.of(zone), cap);
            saved = true;
        } catch (AccessRefused refused) {
            Refusal.tell("account", words, refused);
        }
    }

    public boolean isSaved() {
        return saved;
    }

    /** Of regions, and UTC: what clocks on walls show. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(each -> each.contains("/") && !each.startsWith("Etc/") && !each.startsWith("SystemV/")
                        || each.equals("UTC")
                        || each.equals(zone))
                .sorted()
                .toList();
    }

    public boolean isMaker() {
        return accounts.mayMakeAccounts();
    }

    public List<Account> getAll() {
        return accounts.all();
    }

    public void make() {
        invited = null;
        try {
            invited = accounts.make(newName, new Draft(email, ownerName, Role.OWNER));
            newName = null;
            email = null;
            ownerName = null;
        } catch (AccessRefused refused) {
            Refusal.tell("newAccount", words, refused);
        }
    }

    /** The link of the owner that was made just now, which is shown once; null: none. */
    public String getLink() {
        return invited == null ? null : addresses.of(invited);
    }

    public String getLinkText() {
        return invited == null
                ? ""
                : words.of("people.link.text", invited.person().name(), words.moment(invited.expiresAt()));
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    /** Null: no cap, as of the days. */
    public Integer getCapMessages() {
        return capMessages;
    }

    public void setCapMessages(Integer capMessages) {
        this.capMessages = capMessages;
    }

    public Integer getCapDays() {
        return capDays;
    }

    public void setCapDays(Integer capDays) {
        this.capDays = capDays;
    }

    public String getNewName() {
        return newName;
    }

    public void setNewName(String newName) {
        this.newName = newName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getOwnerName() {
        return ownerName;
    }

    public void setOwnerName(String ownerName) {
        this.ownerName = ownerName;
    }
}
