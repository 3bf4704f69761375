package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.Passwords.Asking;
import org.reprise.access.Throttle.Limit;
import org.reprise.access.Throttle.Try;
import org.reprise.message.VisibleText;
import org.reprise.storage.StorageFailed;

/**
 * Signing in and out. Guesses are held to a hundred an hour for each name, of which one network gets fewer than come
 * back meanwhile: so a guesser who has one does not keep the person out who comes from elsewhere. A browser that the
 * person signed in with before has a count of its own, so that guessers with many do not, either. Who is told to wait
 * has to for a minute at the most.
 */
@ApplicationScoped
public class SignInService {
    private static final Logger LOG = Logger.getLogger(SignInService.class.getName());
    private static final Limit OF_A_NAME = new Limit(20, Duration.ofSeconds(45));
    private static final Limit OF_A_NAME_FROM_A_NETWORK = new Limit(8, Duration.ofSeconds(60));
    private static final Limit OF_A_BROWSER = new Limit(10, Duration.ofSeconds(40));
    private static final Limit OF_A_NETWORK = new Limit(50, Duration.ofSeconds(5));
    private static final int MAX_AGENT = 300;
    private static final int MAX_EMAIL = 254;

    private final People people;
    private final SignIns signIns;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Audit audit;
    private final CurrentCaller caller;
    private final Consumer<SignInsEnded> tell;

    @Inject
    SignInService(
            People people,
            SignIns signIns,
            Passwords passwords,
            Throttle throttle,
            Audit audit,
            CurrentCaller caller,
            Event<SignInsEnded> ended) {
        this(people, signIns, passwords, throttle, audit, caller, ended::fire);
    }

    public SignInService(
            People people,
            SignIns signIns,
            Passwords passwords,
            Throttle throttle,
            Audit audit,
            CurrentCaller caller,
            Consumer<SignInsEnded> tell) {
        this.people = people;
        this.signIns = signIns;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.caller = caller;
        this.tell = tell;
    }

    /**
     * Who wants in.
     *
     * @param agent what the browser calls itself; null: nothing
     * @param browser the secret that it was given at an earlier sign-in; null: none
     */
    public record Visitor(Caller.Origin origin, String agent, String browser) {}

    /**
     * A sign-in that was made.
     *
     * @param secret for the cookie
     * @param browser for another one, by which the browser is known again
     */
    public record Opened(Person person, long id, String secret, String browser) {}

    /**
     * Signs somebody in.
     *
     * @throws AccessRefused wrong secret, too often
     */
    public Opened signIn(String email, String password, Visitor visitor) {
        var name = email.strip().toLowerCase(Locale.ROOT);
        if (name.length() > MAX_EMAIL || !VisibleText.isStorable(name)) {
            throw AccessRefused.wrongSecret("access.wrong");
        }
        var known = people.byEmail(name);
        boolean isKnownBrowser = known.isPresent()
                && signIns.isKnown(visitor.browser, known.get().person().id());
        var stored = known.map(People.Stored::password).orElse(null);
        boolean right = throttle.isRight(
                () -> passwords.isRight(password, stored, isKnownBrowser ? Asking.KNOWN : Asking.STRANGER)
                        && !known.orElseThrow().person().isDisabled(),
                isKnownBrowser ? triesOfABrowser(visitor) : triesOfAStranger(name, visitor));
        if (!right) {
            noteFailure(name, known, visitor);
            throw AccessRefused.wrongSecret("access.wrong");
        }
        if (passwords.isOutdated(known.get().password())) {
            people.setPassword(known.get().person().id(), passwords.hash(password));
        }
        return open(known.get().person(), visitor, isKnownBrowser ? visitor.browser : Secret.random());
    }

    /** Names of nobody's are as many as a guesser likes. */
    private void noteFailure(String name, Optional<People.Stored> known, Visitor visitor) {
        LOG.info(() -> known.map(them -> "a sign-in of person " + them.person().id() + " failed")
                .orElse("a sign-in failed: there is nobody of that name"));
        var who = Caller.nobody(name, visitor.origin);
        known.ifPresentOrElse(
                them -> audit.note(who, them.person().accountId(), AuditAction.SIGN_IN_FAILED, null, Change.NONE),
                () -> audit.noteWrongSecret(who, Caller.FIRST_ACCOUNT, AuditAction.SIGN_IN_FAILED, "unknown name"));
    }

    private static Try[] triesOfABrowser(Visitor visitor) {
        return new Try[] {new Try("browser " + Secret.hash(visitor.browser), OF_A_BROWSER)};
    }

    private static Try[] triesOfAStranger(String name, Visitor visitor) {
        return new Try[] {
            new Try("network " + visitor.origin.network(), OF_A_NETWORK),
            new Try("name " + name + " " + visitor.origin.network(), OF_A_NAME_FROM_A_NETWORK),
            new Try("name " + name, OF_A_NAME)
        };
    }

    /** For whoever has just chosen a password, too. */
    Opened open(Person person, Visitor visitor, String browser) {
        // over another one: that is not left behind, open
        signOut();
        var secret = Secret.random();
        var agent =
                visitor.agent == null ? null : visitor.agent.substring(0, Math.min(visitor.agent.length(), MAX_AGENT));
        var opened = audit.inOneTransaction(() -> {
            long id = signIns.add(person.id(), secret, visitor.origin, agent);
            signIns.know(browser, person.id());
            audit.note(
                    Caller.person(person, id, visitor.origin),
                    person.accountId(),
                    AuditAction.SIGNED_IN,
                    Subject.of("person", person.id()),
                    Change.NONE);
            return new Opened(person, id, secret, browser);
        });
        LOG.info(() -> "person " + person.id() + " signed in, sign-in " + opened.id());
        return opened;
    }

    /** Whose cookie it is; empty: nobody's, or no longer. */
    public Optional<Caller> find(String secret, Caller.Origin origin) {
        return signIns.find(secret).map(signedIn -> {
            noteUse(signedIn);
            return Caller.person(signedIn.person(), signedIn.id(), origin);
        });
    }

    private void noteUse(SignIns.SignedIn signedIn) {
        try {
            signIns.noteUse(signedIn);
        } catch (StorageFailed e) {
            // a full disk keeps nobody from looking
            LOG.log(e.level(), () -> "the use of a sign-in was not noted: " + e.getMessage());
        }
    }

    /** Ends the caller's sign-in; of a caller who has none nothing. */
    public void signOut() {
        caller.find().filter(who -> who.signIn() != null).ifPresent(who -> {
            end(who, who.signIn(), AuditAction.SIGNED_OUT);
        });
    }

    /** The caller's own, the one that was used last first. */
    public List<SignIn> mine() {
        return caller.find()
                .filter(who -> who.kind() == Caller.Kind.PERSON)
                .map(who -> signIns.of(who.id()))
                .orElse(List.of());
    }

    /** Ends one of the caller's own. */
    public void end(long id) {
        caller.find()
                .filter(who -> who.kind() == Caller.Kind.PERSON)
                .ifPresent(who -> end(who, id, AuditAction.SIGN_IN_ENDED));
    }

    private void end(Caller who, long id, AuditAction action) {
        audit.inOneTransaction(() -> {
            if (signIns.end(id, who.id())) {
                audit.note(who, who.accountId(), action, Subject.of("sign_in", id), Change.NONE);
            }
            return null;
        });
        tell.accept(new SignInsEnded(who.id(), id, null));
    }

    /**
     * Ends those of a person, such as of one whose role changed, in the transaction of whoever calls.
     *
     * @param kept that one stays; null: none does
     */
    void endAll(long person, Long kept) {
        signIns.endAll(person, kept == null ? 0 : kept);
        if (kept == null) {
            signIns.forgetBrowsers(person);
        }
    }

    /** To be called once that is committed. */
    void tellEnded(long person, Long kept) {
        tell.accept(new SignInsEnded(person, null, kept));
    }

    /** Takes away what nobody asks for any more. */
    public void forgetOld() {
        try {
            signIns.forgetOld();
            throttle.forgetOld();
        } catch (StorageFailed e) {
            LOG.log(Level.FINE, e, () -> "old sign-ins are forgotten later");
        }
    }
}
