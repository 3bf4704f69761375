package org.reprise.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.reprise.Settings;
import org.reprise.access.PeopleService.Draft;
import org.reprise.access.SignInService.Opened;
import org.reprise.access.SignInService.Visitor;
import org.reprise.storage.Storage;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

/** The whole room over a database, with a time that tests set. */
final class TestAccess {
    static final String PASSWORD = "seven umbrellas under water";
    static final Caller.Origin HERE = new Caller.Origin("192.0.2.1", "request-1");
    static final Visitor VISITOR = new Visitor(HERE, "A browser", null);

    final TestTime time = TestTime.at("2026-03-02T12:00:00Z");
    final CurrentCaller caller = new CurrentCaller();
    final List<SignInsEnded> ended = new ArrayList<>();
    final List<Object> told = new ArrayList<>();
    final Settings settings;
    final Storage storage;
    final People people;
    final SignInService signIns;
    final PeopleService service;
    final TokenService tokens;
    final AccountService accounts;
    final AuditService audit;
    final SetupToken setup;

    TestAccess(TestDatabase database) {
        settings = Settings.from(key -> Optional.ofNullable(
                Map.of("REPRISE_DATA_DIR", TestDatabase.temporaryDirectory().toString())
                        .get(key)));
        storage = database.open();
        people = new People(storage, time);
        var record = new Audit(storage, caller, time);
        // hashing is as slow as it is for guessers' sake
        var passwords = new Passwords(10);
        var throttle = new Throttle(storage, time);
        var rows = new Accounts(storage);
        setup = new SetupToken(settings, time);
        signIns = new SignInService(
                people, new SignIns(storage, time, settings), passwords, throttle, record, caller, ended::add);
        service = new PeopleService(people, signIns, passwords, setup, throttle, record, caller);
        tokens = new TokenService(new Tokens(storage), record, caller, time);
        accounts = new AccountService(rows, service, record, caller, settings, time, told::add);
        audit = new AuditService(record, new Quotas(caller, settings, time), caller);
    }

    Opened owner() {
        return as(
                Caller.local(HERE),
                () -> service.setUp(null, new Draft("Owner@example.org", "Owner", Role.OWNER), PASSWORD, VISITOR));
    }

    /** Somebody who joined. */
    Opened joined(Opened owner, String email, Role role) {
        var invited = as(owner, () -> service.invite(new Draft(email, "Somebody", role)));
        return service.join(invited.secret(), PASSWORD, VISITOR);
    }

    /** By their cookie, as a request comes. */
    <T> T as(Opened opened, Callable<T> work) {
        return as(signIns.find(opened.secret(), HERE).orElseThrow(), work);
    }

    <T> T as(Caller who, Callable<T> work) {
        try {
            return caller.during(who, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    List<AuditAction> recorded(Opened owner) {
        return as(owner, () -> audit.page(Audit.Filter.ALL, Audit.Cursor.START, 100)).stream()
                .map(AuditEntry::action)
                .toList();
    }

    /** How many names, networks and browsers are counted. */
    long throttled() {
        return storage.read(handle -> handle.createQuery("select count(*) from throttle")
                .mapTo(Long.class)
                .one());
    }

    void pass(Duration passing) {
        time.pass(passing);
    }
}
