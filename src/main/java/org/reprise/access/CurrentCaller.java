package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * For whom the present thread works. A request says so at its beginning; what runs by itself, such as a campaign's run
 * or the start, works for nobody and sees everything.
 */
@ApplicationScoped
public class CurrentCaller {
    private final ThreadLocal<Caller> current = new ThreadLocal<>();

    /** Does something for the caller, on this thread. */
    public <T> T during(Caller caller, Callable<T> work) throws Exception {
        var before = current.get();
        current.set(caller);
        try {
            return work.call();
        } finally {
            restore(before);
        }
    }

    /** The work, done for whoever is the caller now, on whatever thread it comes to. */
    public Runnable carriedOn(Runnable work) {
        var caller = current.get();
        return caller == null
                ? work
                : () -> {
                    var before = current.get();
                    current.set(caller);
                    try {
                        work.run();
                    } finally {
                        restore(before);
                    }
                };
    }

    private void restore(Caller before) {
        if (before == null) {
            current.remove();
        } else {
            current.set(before);
        }
    }

    /** Empty: what runs by itself. */
    public Optional<Caller> find() {
        return Optional.ofNullable(current.get());
    }

    /**
     * The account whose rows may be seen and changed.
     *
     * @return null: those of all accounts
     */
    public Long scope() {
        var caller = current.get();
        return caller == null || caller.kind() == Caller.Kind.LOCAL ? null : (Long) caller.accountId();
    }

    /** The caller's own account; of what works for nobody, the first. */
    public long account() {
        return find().map(Caller::accountId).orElse(Caller.FIRST_ACCOUNT);
    }

    /** Whether the caller is an owner of the first account, who decides for all of them. */
    public boolean runsInstallation() {
        return find().map(who -> who.accountId() == Caller.FIRST_ACCOUNT && who.role() == Role.OWNER)
                .orElse(true);
    }

    public boolean maySee(long account) {
        return find().map(caller -> caller.maySee(account)).orElse(true);
    }

    /** @throws NotAllowed when the caller's role does not include it */
    public void require(Role role) {
        find().filter(caller -> !caller.has(role)).ifPresent(caller -> {
            throw new NotAllowed(role, caller.role());
        });
    }

    /**
     * What would outlive a token that is revoked is for people: more tokens, people, accounts.
     *
     * @throws NotAllowed when a token came
     */
    void requirePerson() {
        find().filter(caller -> caller.kind() == Caller.Kind.TOKEN).ifPresent(token -> {
            throw NotAllowed.toTokens();
        });
    }

    /** How a campaign's timeline names who did something; null: Reprise by itself, or whoever is at the machine. */
    public String name() {
        return find().filter(caller -> caller.id() != null).map(Caller::name).orElse(null);
    }

    /** The end of a line of the log, such as {@code , by person 3}; empty where {@link #name} is null. */
    public String by() {
        return find().map(Caller::inLog)
                .filter(who -> !who.isEmpty())
                .map(who -> ", by " + who)
                .orElse("");
    }

    /** Whether verbs that need the role are shown. */
    public boolean has(Role role) {
        return find().map(caller -> caller.has(role)).orElse(true);
    }
}
