package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of one account and the order in which they happened ("pts"); guarded by its account. */
final class MessageBox {
    private static final int SLICE = 1_000;
    private final Person self;
    private final Map<Long, List<StoredMessage>> byPeer = new LinkedHashMap<>();
    private final Map<Long, StoredMessage> byRandomId = new LinkedHashMap<>();
    private final List<StoredMessage> all = new ArrayList<>();

    /** In order, the id of each message that came, and the negative one of each that was edited. */
    private final List<Integer> steps = new ArrayList<>();

    private final List<TlObject> botStops = new ArrayList<>();

    MessageBox(Person self) {
        this.self = self;
    }

    StoredMessage add(
            Person peer, boolean out, Instant at, String text, List<TlObject> entities, TlObject photo, long randomId) {
        int date = (int) at.getEpochSecond();
        var message = new StoredMessage(all.size() + 1, self, peer, out, date, text, entities, photo, 0, randomId);
        all.add(message);
        steps.add(message.id());
        byPeer.computeIfAbsent(peer.id(), id -> new ArrayList<>()).add(message);
        if (out) {
            byRandomId.put(randomId, message);
        }
        return message;
    }

    /** The newest message with the peer says something else now: the update that tells it. */
    TlObject edit(long peer, String text, Instant at) {
        var messages = byPeer.get(peer);
        var old = messages.get(messages.size() - 1);
        var edited = old.withText(text, (int) at.getEpochSecond());
        messages.set(messages.size() - 1, edited);
        all.set(old.id() - 1, edited);
        steps.add(-old.id());
        return tlEdit(edited, pts());
    }

    private static TlObject tlEdit(StoredMessage edited, int pts) {
        return tl("updateEditMessage")
                .with("message", edited.tlMessage())
                .with("pts", pts)
                .with("pts_count", 1);
    }

    /** @return null when no message was sent with it */
    StoredMessage sentAs(long randomId) {
        return byRandomId.get(randomId);
    }

    /** Oldest first. */
    List<StoredMessage> with(long peer) {
        return byPeer.getOrDefault(peer, List.of());
    }

    List<StoredMessage> sent() {
        return List.copyOf(byRandomId.values());
    }

    /** The last message of each chat, newest chat first. */
    List<StoredMessage> chats() {
        return byPeer.values().stream()
                .map(messages -> messages.get(messages.size() - 1))
                .sorted(Comparator.comparing(StoredMessage::date)
                        .thenComparing(StoredMessage::id)
                        .reversed())
                .toList();
    }

    /** Someone stops the bot, or starts it again: the update that tells it. */
    TlObject stop(long userId, boolean stopped) {
        botStops.add(tl("updateBotStopped")
                .with("user_id", userId)
                .with("date", (int) Instant.now().getEpochSecond())
                .with("stopped", stopped)
                .with("qts", qts() + 1));
        return botStops.get(botStops.size() - 1);
    }

    /** Each message and each edit is one step of it. Begins at 1, as "qts": TDLib takes 0 for not known. */
    private int pts() {
        return steps.size() + 1;
    }

    private int qts() {
        return botStops.size() + 1;
    }

    TlObject state() {
        return tl("updates.state")
                .with("pts", pts())
                .with("qts", qts())
                .with("date", (int) Instant.now().getEpochSecond())
                .with("seq", 1)
                .with("unread_count", 0);
    }

    /** What happened after a client's state. Who sent a message learns its id by its mark. */
    TlObject since(int pts, int qts) {
        int known = Math.min(Math.max(0, pts - 1), steps.size());
        int told = Math.min(known + SLICE, steps.size());
        var messages = messages(steps.subList(known, told), 1);
        var edits = messages(steps.subList(known, told), -1);
        var stops = botStops.subList(Math.min(Math.max(0, qts - 1), botStops.size()), botStops.size());
        if (told == known && stops.isEmpty()) {
            return tl("updates.differenceEmpty")
                    .with("date", (int) Instant.now().getEpochSecond())
                    .with("seq", 1);
        }
        var others = new ArrayList<TlObject>(stops);
        messages.stream()
                .filter(StoredMessage::out)
                .map(MessageBox::tlMessageId)
                .forEach(others::add);
        edits.stream().map(edited -> tlEdit(edited, told + 1)).forEach(others::add);
        boolean whole = told == steps.size();
        return tl(whole ? "updates.difference" : "updates.differenceSlice")
                .with(
                        "new_messages",
                        messages.stream().map(StoredMessage::tlMessage).toList())
                .with("new_encrypted_messages", List.of())
                .with("other_updates", others)
                .with("chats", List.of())
                .with("users", users(messages))
                .with(whole ? "state" : "intermediate_state", state().with("pts", told + 1));
    }

    /** @param sign 1: those that came; -1: those that were edited */
    private List<StoredMessage> messages(List<Integer> some, int sign) {
        return some.stream()
                .filter(step -> Integer.signum(step) == sign)
                .map(step -> all.get(Math.abs(step) - 1))
                .toList();
    }

    /** The news of a message, as it is answered to its sender and pushed to the others. */
    TlObject news(StoredMessage message) {
        var updates = new ArrayList<TlObject>();
        if (message.out()) {
            updates.add(tlMessageId(message));
        }
        updates.add(tl("updateNewMessage")
                .with("message", message.tlMessage())
                .with("pts", steps.indexOf(message.id()) + 2)
                .with("pts_count", 1));
        return tl("updates")
                .with("updates", updates)
                .with("users", users(List.of(message)))
                .with("chats", List.of())
                .with("date", message.date())
                .with("seq", 0);
    }

    List<TlObject> users(List<StoredMessage> of) {
        var users = new ArrayList<TlObject>();
        users.add(self.tlUser(true));
        of.stream()
                .map(StoredMessage::peer)
                .distinct()
                .map(peer -> peer.tlUser(false))
                .forEach(users::add);
        return users;
    }

    private static TlObject tlMessageId(StoredMessage message) {
        return tl("updateMessageID").with("id", message.id()).with("random_id", message.randomId());
    }
}
