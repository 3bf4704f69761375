package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** An account or bot of the data centre: whom it knows, what it wrote and received, and what becomes of its sends. */
public final class Account {
    private final Credentials credentials;
    private final Person self;
    private final Map<Long, Person> people = new LinkedHashMap<>();
    private final Set<Long> archived = new HashSet<>();
    private final MessageBox box;
    private final List<ClientSession> sessions = new ArrayList<>();
    private BiFunction<Long, String, Verdict> rule = (recipient, text) -> new Verdict.Accept();

    /**
     * What logs in to the account.
     *
     * @param token of a bot; a person's other members are null with it
     * @param code that every login gets
     * @param password of two-step verification, or null without one
     */
    record Credentials(String token, String phone, String code, String password) {}

    Account(Credentials credentials, Person self) {
        this.credentials = credentials;
        this.self = self;
        this.box = new MessageBox(self);
    }

    Credentials credentials() {
        return credentials;
    }

    Person self() {
        return self;
    }

    MessageBox box() {
        return box;
    }

    /** Someone whom the account may write to, once they have written to it if the account is a bot. */
    public synchronized void knows(Person person) {
        people.put(person.id(), person);
    }

    /** Null when the account knows nobody of this id. */
    synchronized Person person(long id) {
        return id == self.id() ? self : people.get(id);
    }

    /** Someone writes to the account, which tells all clients of it that are connected. */
    public synchronized void receives(Person from, String text, Instant at) {
        knows(from);
        var message = box.add(from, false, at, text, List.of(), null, 0);
        push(box.news(message), null);
    }

    /** The account's owner puts the chat away. */
    public synchronized void archives(long userId) {
        archived.add(userId);
    }

    synchronized boolean hasArchived(long userId) {
        return archived.contains(userId);
    }

    /** The account's owner writes to someone from another device. */
    public synchronized void wrote(Person to, String text, Instant at) {
        knows(to);
        push(box.news(box.add(to, true, at, text, List.of(), null, System.nanoTime())), null);
    }

    /** The newest message of the chat is changed, by whoever wrote it. */
    public synchronized void edited(Person with, String text, Instant at) {
        push(about(box.edit(with.id(), text, at), with), null);
    }

    /** Someone blocks or unblocks the bot. */
    public synchronized void blocked(long userId, boolean stopped) {
        push(about(box.stop(userId, stopped), person(userId)), null);
    }

    private TlObject about(TlObject update, Person person) {
        return tl("updates")
                .with("updates", List.of(update))
                .with("users", List.of(self.tlUser(true), person.tlUser(false)))
                .with("chats", List.of())
                .with("date", (int) Instant.now().getEpochSecond())
                .with("seq", 0);
    }

    /** What becomes of a message to this recipient with this text, from now on. */
    public synchronized void sends(BiFunction<Long, String, Verdict> verdicts) {
        rule = verdicts;
    }

    synchronized Verdict verdict(long recipient, String text) {
        return rule.apply(recipient, text);
    }

    /** What was accepted from the account, oldest first. */
    public synchronized List<Arrived> arrived() {
        return box.sent().stream().map(Arrived::of).toList();
    }

    /** What was accepted for one recipient, oldest first. */
    public List<Arrived> arrivedAt(long recipient) {
        return arrived().stream()
                .filter(arrived -> arrived.recipient() == recipient)
                .toList();
    }

    /** All clients of the account are logged out, as when its owner ends the sessions on their phone. */
    public synchronized void revoke() {
        var revoked = List.copyOf(sessions);
        sessions.clear();
        // makes them ask what is new, and so learn it
        revoked.forEach(session -> session.push(tl("updatesTooLong")));
    }

    synchronized boolean admits(ClientSession session) {
        if (sessions.contains(session)) {
            return true;
        }
        boolean known = sessions.stream().anyMatch(other -> other.key.id() == session.key.id());
        return known && sessions.add(session);
    }

    synchronized void login(ClientSession session) {
        sessions.add(session);
    }

    synchronized void logout(ClientSession session) {
        sessions.removeIf(other -> other.key.id() == session.key.id());
    }

    synchronized void push(TlObject update, ClientSession exceptTo) {
        sessions.stream().filter(session -> session != exceptTo).forEach(session -> session.push(update));
    }
}
