package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.reprise.LocalizedMessage;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Passwords.Asking;
import org.reprise.access.SignInService.Opened;
import org.reprise.access.SignInService.Visitor;
import org.reprise.access.Throttle.Limit;
import org.reprise.access.Throttle.Try;
import org.reprise.message.VisibleText;

/** The people of an account: who is invited, what they may do, and how they come by their passwords. */
@ApplicationScoped
public class PeopleService {
    static final Duration INVITATION = Duration.ofDays(7);

    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");
    private static final Limit OF_A_PASSWORD_CHANGE = new Limit(10, Duration.ofSeconds(40));
    private static final Limit OF_LINKS = new Limit(50, Duration.ofSeconds(5));

    private final People people;
    private final SignInService signIns;
    private final Passwords passwords;
    private final SetupToken setup;
    private final Throttle throttle;
    private final Audit audit;
    private final CurrentCaller caller;

    @Inject
    public PeopleService(
            People people,
            SignInService signIns,
            Passwords passwords,
            SetupToken setup,
            Throttle throttle,
            Audit audit,
            CurrentCaller caller) {
        this.people = people;
        this.signIns = signIns;
        this.passwords = passwords;
        this.setup = setup;
        this.throttle = throttle;
        this.audit = audit;
        this.caller = caller;
    }

    /** Somebody who is to become a person: as they sign in, as they are called, and what they may do. */
    public record Draft(String email, String name, Role role) {
        public Draft {
            email = email.strip().toLowerCase(Locale.ROOT);
            if (!EMAIL.matcher(email).matches() || !VisibleText.isName(email)) {
                throw AccessRefused.invalid("email", LocalizedMessage.of("person.email"));
            }
            name = GivenName.of(name);
        }
    }

    /** @param secret of the link by which they choose a password; shown once */
    public record Invited(Person person, String secret, Instant expiresAt) {}

    /** Whether anybody can sign in. */
    public boolean areThereAny() {
        return people.areThereAny();
    }

    /**
     * Makes the first owner. Whoever is at the machine needs no token; anybody else the one that the log shows.
     *
     * @param token null: none was given
     * @throws AccessRefused wrong secret, too often, invalid; conflict when there is an owner
     */
    public Opened setUp(String token, Draft draft, String password, Visitor visitor) {
        if (caller.find().map(who -> who.kind() != Caller.Kind.LOCAL).orElse(true)) {
            throttle.take("setup " + visitor.origin().network(), OF_LINKS);
            if (!setup.isRight(token)) {
                audit.noteWrongSecret(
                        Caller.nobody(visitor.origin()),
                        Caller.FIRST_ACCOUNT,
                        AuditAction.SECRET_REFUSED,
                        "setup token");
                throw AccessRefused.wrongSecret("setup.wrong");
            }
        }
        passwords.check(password, List.of(draft.email, draft.name));
        var hash = passwords.hash(password);
        var owner = audit.inOneTransaction(() -> {
            people.lock(Caller.FIRST_ACCOUNT);
            people.passwordChosen();
            if (people.areThereAny()) {
                throw AccessRefused.conflict(LocalizedMessage.of("setup.done"));
            }
            var made = people.add(Caller.FIRST_ACCOUNT, draft.email, draft.name, Role.OWNER, hash)
                    .orElseThrow(() -> taken(draft.email));
            audit.note(
                    Caller.person(made, null, visitor.origin()),
                    made.accountId(),
                    AuditAction.OWNER_SET_UP,
                    subject(made),
                    Change.to(json(made)));
            return made;
        });
        people.passwordChosen();
        setup.forget();
        return signIns.open(owner, visitor, Secret.random());
    }

    /** Who the caller is; empty: no person. */
    public Optional<Person> me() {
        return caller.find()
                .filter(who -> who.kind() == Caller.Kind.PERSON)
                .flatMap(who -> people.find(who.id(), who.accountId()));
    }

    /** Of the caller's account. */
    @Needs(Role.OWNER)
    public List<Person> all() {
        return people.of(caller.account());
    }

    /** @throws AccessRefused unknown */
    @Needs(Role.OWNER)
    public Person find(long id) {
        return people.find(id, caller.account()).orElseThrow(() -> AccessRefused.unknown("person.unknown"));
    }

    /**
     * Adds somebody, who chooses a password by the link.
     *
     * @throws AccessRefused invalid; conflict when somebody has that address
     */
    @Needs(Role.OWNER)
    public Invited invite(Draft draft) {
        caller.requirePerson();
        return invite(caller.account(), draft);
    }

    /** Into any account: for whoever runs the installation. */
    Invited invite(long account, Draft draft) {
        return audit.inOneTransaction(() -> {
            var person = people.add(account, draft.email, draft.name, draft.role, null)
                    .orElseThrow(() -> taken(draft.email));
            audit.note(account, AuditAction.PERSON_INVITED, subject(person), Change.to(json(person)));
            return linkFor(person);
        });
    }

    /**
     * Another link, for whoever lost theirs or their password. It changes nothing until it is used.
     *
     * @throws AccessRefused unknown; conflict when they are disabled
     */
    @Needs(Role.OWNER)
    public Invited inviteAgain(long id) {
        caller.requirePerson();
        var person = find(id);
        if (person.isDisabled()) {
            throw AccessRefused.conflict(LocalizedMessage.of("person.disabled", person.email()));
        }
        return audit.inOneTransaction(() -> {
            audit.note(person.accountId(), AuditAction.PERSON_INVITED, subject(person), Change.NONE);
            return linkFor(person);
        });
    }

    private Invited linkFor(Person person) {
        var secret = Secret.random();
        var expiresAt = people.now().plus(INVITATION);
        people.invite(person.id(), Secret.hash(secret), expiresAt);
        return new Invited(person, secret, expiresAt);
    }

    /**
     * Whom a link is for.
     *
     * @throws AccessRefused wrong secret when it was used, is too old or never was one; too often
     */
    public Person invited(String secret, Caller.Origin origin) {
        return people.invited(Secret.hash(secret)).orElseThrow(() -> {
            throttle.take("link " + origin.network(), OF_LINKS);
            audit.noteWrongSecret(
                    Caller.nobody(origin), Caller.FIRST_ACCOUNT, AuditAction.SECRET_REFUSED, "invitation");
            return AccessRefused.wrongSecret("invitation.wrong");
        });
    }

    /**
     * Chooses a password by a link, which is good for nothing afterwards, and signs in.
     *
     * @throws AccessRefused wrong secret, too often, invalid
     */
    public Opened join(String secret, String password, Visitor visitor) {
        var person = invited(secret, visitor.origin());
        passwords.check(password, List.of(person.email(), person.name()));
        var hash = passwords.hash(password);
        audit.inOneTransaction(() -> {
            people.lock(person.accountId());
            // of two who use it at once one comes too late
            invited(secret, visitor.origin());
            people.setPassword(person.id(), hash);
            people.forgetInvitation(person.id());
            signIns.endAll(person.id(), null);
            audit.note(
                    Caller.person(person, null, visitor.origin()),
                    person.accountId(),
                    AuditAction.PERSON_JOINED,
                    subject(person),
                    Change.NONE);
            return null;
        });
        people.passwordChosen();
        signIns.tellEnded(person.id(), null);
        var joined = people.find(person.id(), person.accountId()).orElse(person);
        return signIns.open(joined, visitor, Secret.random());
    }

    private Person change(long id, UnaryOperator<Person> change) {
        var before = find(id);
        boolean ends = audit.inOneTransaction(() -> {
            long owners = people.countOwners(before.accountId());
            var now = find(id);
            var after = change.apply(now);
            if (now.isActingOwner() && !after.isActingOwner() && owners == 1) {
                throw AccessRefused.conflict(LocalizedMessage.of("person.last-owner", now.email()));
            }
            if (after.equals(now)) {
                return false;
            }
            people.change(after);
            audit.note(now.accountId(), AuditAction.PERSON_CHANGED, subject(now), new Change(json(now), json(after)));
            boolean signsOut = after.role() != now.role() || after.isDisabled() != now.isDisabled();
            if (signsOut) {
                signIns.endAll(id, null);
            }
            if (after.isDisabled()) {
                people.forgetInvitation(id);
            }
            return signsOut;
        });
        if (ends) {
            signIns.tellEnded(id, null);
        }
        return find(id);
    }

    /**
     * Changes what somebody is called, what they may do, and whether they may sign in. With another role, and when they
     * are disabled, they are signed out everywhere. What is null stays.
     *
     * @throws AccessRefused unknown, invalid; conflict when there would be no owner any more
     */
    @Needs(Role.OWNER)
    public Person change(long id, String name, Role role, Boolean disabled) {
        caller.requirePerson();
        return change(id, person -> {
            var named = name == null ? person : person.withName(GivenName.of(name));
            var withRole = role == null ? named : named.with(role);
            return disabled == null || disabled == person.isDisabled()
                    ? withRole
                    : withRole.disabled(disabled ? people.now() : null);
        });
    }

    /**
     * Changes the caller's own password, and signs them out everywhere else.
     *
     * @throws AccessRefused wrong secret, too often, invalid; conflict when the caller is no person
     */
    public void changePassword(String old, String password) {
        var who = caller.find()
                .filter(each -> each.kind() == Caller.Kind.PERSON)
                .orElseThrow(() -> AccessRefused.conflict(LocalizedMessage.of("access.no-person")));
        var stored = people.stored(who.id(), null).orElseThrow(() -> AccessRefused.unknown("person.unknown"));
        boolean right = throttle.isRight(
                () -> passwords.isRight(old, stored.password(), Asking.KNOWN),
                new Try("password " + who.id(), OF_A_PASSWORD_CHANGE));
        if (!right) {
            audit.noteWrongSecret(who, who.accountId(), AuditAction.SECRET_REFUSED, "password");
            throw AccessRefused.wrongSecret("password.wrong");
        }
        passwords.check(
                password, List.of(stored.person().email(), stored.person().name(), old));
        var hash = passwords.hash(password);
        audit.inOneTransaction(() -> {
            people.setPassword(who.id(), hash);
            people.forgetInvitation(who.id());
            signIns.endAll(who.id(), who.signIn());
            audit.note(who.accountId(), AuditAction.PASSWORD_CHANGED, subject(stored.person()), Change.NONE);
            return null;
        });
        signIns.tellEnded(who.id(), who.signIn());
    }

    private static AccessRefused taken(String email) {
        return AccessRefused.conflict(LocalizedMessage.of("person.taken", email));
    }

    private static Subject subject(Person person) {
        return Subject.of("person", person.id());
    }

    private static JsonObject json(Person person) {
        return Json.createObjectBuilder()
                .add("email", person.email())
                .add("name", person.name())
                .add("role", person.role().toString())
                .add("disabled", person.isDisabled())
                .build();
    }
}
