package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Takes messages: each {@code random_id} once, however often it comes. */
final class Sending {
    private static final int MAX_TEXT = 4_096;
    private final Accounts accounts;

    Sending(Accounts accounts) {
        this.accounts = accounts;
    }

    Map<String, Method> methods() {
        return Map.of(
                "messages.sendMessage", this::send,
                "messages.sendMedia", this::send,
                "upload.saveFilePart", (from, request) -> accounts.of(from) != null);
    }

    private Object send(ClientSession from, TlObject request) {
        var account = accounts.of(from);
        synchronized (account) {
            var before = account.box().sentAs(request.number("random_id"));
            if (before != null) {
                return account.box().news(before);
            }
            if (request.string("message").length() > MAX_TEXT) {
                throw new RpcError(400, "MESSAGE_TOO_LONG");
            }
            var recipient = Chats.peer(account, request.object("peer"));
            var verdict = account.verdict(recipient.id(), request.string("message"));
            if (verdict instanceof Verdict.Refuse refuse) {
                throw new RpcError(refuse.code(), refuse.error());
            }
            return verdict instanceof Verdict.LoseRequest
                    ? Method.SILENCE
                    : take(account, from, recipient, request, verdict);
        }
    }

    private static Object take(
            Account account, ClientSession from, Person recipient, TlObject request, Verdict verdict) {
        var box = account.box();
        if (account.credentials().token() != null
                && box.with(recipient.id()).stream().allMatch(StoredMessage::out)) {
            // a bot cannot begin a conversation
            throw new RpcError(400, "PEER_ID_INVALID");
        }
        var message = box.add(
                recipient,
                true,
                Instant.now(),
                request.string("message"),
                request.objects("entities"),
                request.has("media") ? photo() : null,
                request.number("random_id"));
        var news = box.news(message);
        if (verdict instanceof Verdict.LoseReply) {
            return Method.SILENCE;
        }
        account.push(news, from);
        return news;
    }

    private static TlObject photo() {
        return tl("messageMediaPhoto")
                .with(
                        "photo",
                        tl("photo")
                                .with("id", System.nanoTime())
                                .with("access_hash", 1L)
                                .with("file_reference", new byte[] {1})
                                .with("date", (int) Instant.now().getEpochSecond())
                                .with(
                                        "sizes",
                                        List.of(tl("photoSize")
                                                .with("type", "x")
                                                .with("w", 1)
                                                .with("h", 1)
                                                .with("size", 1)))
                                .with("dc_id", 1));
    }
}
