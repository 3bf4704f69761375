package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who there is, what was said, and what a client missed. */
final class Chats {
    private final Accounts accounts;

    /** Reads from the account that the client is logged in to, while nothing else happens to it. */
    private interface Reading {
        Object of(Account account, TlObject request);
    }

    Chats(Accounts accounts) {
        this.accounts = accounts;
    }

    Map<String, Method> methods() {
        return Map.ofEntries(
                Map.entry(
                        "updates.getState",
                        reading((account, request) -> account.box().state())),
                Map.entry("updates.getDifference", reading(Chats::difference)),
                Map.entry("account.updateStatus", reading((account, request) -> true)),
                Map.entry("users.getUsers", reading(Chats::users)),
                Map.entry("messages.getDialogs", reading(Chats::dialogs)),
                Map.entry("messages.getPinnedDialogs", reading((account, request) -> peerDialogs(account, List.of()))),
                Map.entry("messages.getPeerDialogs", reading(Chats::peerDialogs)),
                Map.entry(
                        "messages.getDialogFilters",
                        reading((account, request) ->
                                tl("messages.dialogFilters").with("filters", List.of(tl("dialogFilterDefault"))))),
                Map.entry("messages.getHistory", reading(Chats::history)),
                Map.entry(
                        "messages.readHistory",
                        reading((account, request) -> tl("messages.affectedMessages")
                                .with("pts", account.box().state().integer("pts"))
                                .with("pts_count", 0))));
    }

    private Method reading(Reading reading) {
        return (from, request) -> {
            var account = accounts.of(from);
            synchronized (account) {
                return reading.of(account, request);
            }
        };
    }

    private static Object difference(Account account, TlObject request) {
        return account.box().since(request.integer("pts"), request.integer("qts"));
    }

    private static Object users(Account account, TlObject request) {
        return request.objects("id").stream()
                .map(user -> user.is("inputUserSelf") ? account.self() : account.person(user.number("user_id")))
                .filter(Objects::nonNull)
                .map(person -> person.tlUser(person == account.self()))
                .toList();
    }

    /** Newest first, behind the chat that the offset names. The archive is folder 1. */
    private static Object dialogs(Account account, TlObject request) {
        boolean archive = request.has("folder_id") && request.integer("folder_id") != 0;
        var all = account.box().chats().stream()
                .filter(last -> account.hasArchived(last.peer().id()) == archive)
                .toList();
        int offsetId = request.integer("offset_id");
        var page = all.stream()
                .dropWhile(last -> offsetId != 0 && last.id() != offsetId)
                .skip(offsetId == 0 ? 0 : 1)
                .limit(request.integer("limit"))
                .toList();
        return filled(tl("messages.dialogsSlice").with("count", all.size()), account, page);
    }

    private static Object peerDialogs(Account account, TlObject request) {
        var last = new ArrayList<StoredMessage>();
        for (var asked : request.objects("peers")) {
            if (asked.is("inputDialogPeer")) {
                var messages =
                        account.box().with(peer(account, asked.object("peer")).id());
                messages.stream().skip(Math.max(0, messages.size() - 1)).forEach(last::add);
            }
        }
        return peerDialogs(account, last);
    }

    private static TlObject peerDialogs(Account account, List<StoredMessage> last) {
        return filled(tl("messages.peerDialogs"), account, last)
                .with("state", account.box().state());
    }

    private static TlObject filled(TlObject answer, Account account, List<StoredMessage> last) {
        return answer.with(
                        "dialogs",
                        last.stream().map(each -> dialog(account, each)).toList())
                .with("messages", last.stream().map(StoredMessage::tlMessage).toList())
                .with("chats", List.of())
                .with("users", account.box().users(last));
    }

    private static TlObject dialog(Account account, StoredMessage last) {
        return tl("dialog")
                .with("folder_id", account.hasArchived(last.peer().id()) ? 1 : null)
                .with("peer", last.peer().tlPeer())
                .with("top_message", last.id())
                .with("read_inbox_max_id", last.id())
                .with("read_outbox_max_id", last.id())
                .with("unread_count", 0)
                .with("unread_mentions_count", 0)
                .with("unread_reactions_count", 0)
                .with("unread_poll_votes_count", 0)
                .with("notify_settings", tl("peerNotifySettings"));
    }

    /** Newest first, from before the offset, moved by "add_offset". */
    private static Object history(Account account, TlObject request) {
        var all = new ArrayList<>(
                account.box().with(peer(account, request.object("peer")).id()));
        java.util.Collections.reverse(all);
        int offsetId = request.integer("offset_id");
        int newer = (int) all.stream()
                .filter(message -> offsetId != 0 && message.id() >= offsetId)
                .count();
        int from = Math.max(0, newer + request.integer("add_offset"));
        var page = all.stream().skip(from).limit(request.integer("limit")).toList();
        return tl("messages.messagesSlice")
                .with("count", all.size())
                .with("messages", page.stream().map(StoredMessage::tlMessage).toList())
                .with("topics", List.of())
                .with("chats", List.of())
                .with("users", account.box().users(page));
    }

    /** @throws RpcError when the account does not know them */
    static Person peer(Account account, TlObject inputPeer) {
        var person = inputPeer.is("inputPeerSelf")
                ? account.self()
                : inputPeer.has("user_id") ? account.person(inputPeer.number("user_id")) : null;
        if (person == null) {
            throw new RpcError(400, "PEER_ID_INVALID");
        }
        return person;
    }
}
