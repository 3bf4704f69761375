package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.PeopleService.Invited;

/** The caller's account; and, for the owners of the first one, who run the installation, the others. */
@ApplicationScoped
public class AccountService {
    private final Accounts accounts;
    private final PeopleService people;
    private final Audit audit;
    private final CurrentCaller caller;
    private final Settings settings;
    private final TimeSource time;
    private final Consumer<Object> tell;

    @Inject
    AccountService(
            Accounts accounts,
            PeopleService people,
            Audit audit,
            CurrentCaller caller,
            Settings settings,
            TimeSource time,
            Event<Object> events) {
        this(accounts, people, audit, caller, settings, time, events::fire);
    }

    /** @param tell hears of each change of a cap, after its commit */
    public AccountService(
            Accounts accounts,
            PeopleService people,
            Audit audit,
            CurrentCaller caller,
            Settings settings,
            TimeSource time,
            Consumer<Object> tell) {
        this.accounts = accounts;
        this.people = people;
        this.audit = audit;
        this.caller = caller;
        this.settings = settings;
        this.time = time;
        this.tell = tell;
    }

    /** The caller's own. */
    public Account mine() {
        return find(caller.account());
    }

    private Account find(long id) {
        return accounts.find(id).orElseThrow(() -> AccessRefused.unknown("account.unknown"));
    }

    /** In which a time without an offset is meant. */
    public ZoneId zone() {
        var zone = mine().zone();
        return zone == null ? settings.web().zone() : zone;
    }

    /**
     * Whose things a request is about that names an account, or none.
     *
     * @param named null: none
     * @throws AccessRefused unknown when it is not the caller's
     */
    public long meant(Long named) {
        long own = caller.account();
        if (named == null || named == own) {
            return own;
        }
        if (named < 1 || !caller.maySee(named)) {
            throw AccessRefused.unknown("account.unknown");
        }
        return named;
    }

    /**
     * Whose things a list is about.
     *
     * @param named null: all that the caller may see
     * @return the same
     * @throws AccessRefused unknown when it is not the caller's
     */
    public Long listed(Long named) {
        return named == null ? null : (Long) meant(named);
    }

    /**
     * From its return on nobody gets more than the new cap allows.
     *
     * @param zone null: the one of the settings
     * @param cap null: none
     * @throws AccessRefused invalid
     */
    @Needs(Role.OWNER)
    public Account change(String name, ZoneId zone, FrequencyCap cap) {
        var before = mine();
        var after = new Account(before.id(), GivenName.of(name), zone, cap, before.createdAt());
        store(before, after);
        // also when it is the same: what follows an earlier change may not have been done
        tell.accept(new FrequencyCapChanged(after.id()));
        return after;
    }

    private void store(Account before, Account after) {
        audit.inOneTransaction(() -> {
            accounts.change(after);
            audit.note(
                    after.id(),
                    AuditAction.ACCOUNT_CHANGED,
                    Subject.of("account", after.id()),
                    new Change(json(before), json(after)));
            return after;
        });
    }

    /** Whether the caller runs the installation. */
    public boolean mayMakeAccounts() {
        return caller.runsInstallation();
    }

    /** @throws AccessRefused unknown unless the caller runs the installation */
    @Needs(Role.OWNER)
    public List<Account> all() {
        requireInstallation();
        return accounts.all();
    }

    /**
     * Makes an account with an owner, who chooses a password by the link.
     *
     * @throws AccessRefused unknown unless the caller runs the installation; invalid; conflict when somebody has that
     *     address
     */
    @Needs(Role.OWNER)
    public Invited make(String name, Draft owner) {
        caller.requirePerson();
        requireInstallation();
        var called = GivenName.of(name);
        return audit.inOneTransaction(() -> {
            var account = accounts.add(called, time.now());
            audit.note(
                    Caller.FIRST_ACCOUNT,
                    AuditAction.ACCOUNT_MADE,
                    Subject.of("account", account.id()),
                    Change.to(json(account)));
            return people.invite(account.id(), new Draft(owner.email(), owner.name(), Role.OWNER));
        });
    }

    private void requireInstallation() {
        if (!mayMakeAccounts()) {
            throw AccessRefused.unknown("account.unknown");
        }
    }

    private static JsonObject json(Account account) {
        var json = Json.createObjectBuilder()
                .add("name", account.name())
                .add("zone", account.zone() == null ? "" : account.zone().getId());
        if (account.cap() != null) {
            json.add("cap_messages", account.cap().messages())
                    .add("cap_days", account.cap().days());
        }
        return json.build();
    }
}
