package org.reprise.telegram.tdlib;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Session;

/**
 * Lists the people who wrote to a login, the newest chats first. The chats come a hundred at a time; one whose newest
 * message is ours is looked into for one that is theirs, a hundred messages back.
 *
 * <p>When a chat began costs a request of its own, and thousands of them meet flood waits that last hours: it is asked
 * of the thousand newest chats, until Telegram wants a pause. Of the others the oldest message that was seen counts.
 *
 * <p>A bot cannot list its chats: people become contacts when they write to it.
 */
final class ChatListing {
    private static final int PAGE = 100;
    private static final int NO_MORE = 404;
    private static final int BEGINNINGS = 1_000;

    /** Where chats begin: TDLib's ids are Telegram's times 2^20. */
    private static final long OLDEST = 1 << 20;

    private final TdSession login;
    private final Session.Kind kind;
    private int beginnings = BEGINNINGS;

    ChatListing(TdSession login, Session.Kind kind) {
        this.login = login;
        this.kind = kind;
    }

    /**
     * Asks Telegram while it is read.
     *
     * @throws CancellationException from the stream, when its thread is interrupted
     * @throws IllegalStateException also from the stream, when Telegram does not answer
     */
    Stream<Chat> chats() {
        return kind == Session.Kind.BOT ? Stream.empty() : listed();
    }

    private Stream<Chat> listed() {
        return Arrays.stream(waiting(this::people))
                .mapToObj(user -> waiting(() -> chat(user)))
                .filter(Objects::nonNull);
    }

    /** Whom there is a private chat with, one's own notes left out. */
    private long[] people() throws InterruptedException, TimeoutException {
        if (!login.authorization.await(Authorization::isInTouch, TdSession.TIMEOUT)) {
            throw new TimeoutException("not connected to Telegram");
        }
        long self = login.identity().userId();
        return LongStream.concat(all("chatListMain"), all("chatListArchive"))
                .filter(chat -> chat != self && login.people.hasChatWithHuman(chat))
                .toArray();
    }

    private LongStream all(String list) throws InterruptedException, TimeoutException {
        load(list);
        var all = TdRequest.of("getChats").add("chat_list", TdRequest.of(list)).add("limit", Integer.MAX_VALUE);
        return patiently(all.build()).getJsonArray("chat_ids").getValuesAs(JsonNumber.class).stream()
                .mapToLong(JsonNumber::longValue);
    }

    private void load(String list) throws InterruptedException, TimeoutException {
        try {
            while (true) {
                patiently(TdRequest.of("loadChats")
                        .add("chat_list", TdRequest.of(list))
                        .add("limit", PAGE)
                        .build());
            }
        } catch (TdError e) {
            if (e.code() != NO_MORE) {
                throw e;
            }
        }
    }

    /** Null when they never wrote, as far as is seen. */
    private Chat chat(long user) throws InterruptedException, TimeoutException {
        var chat = login.ask(TdRequest.of("getChat").add("chat_id", user).build(), TdSession.TIMEOUT);
        var newest = chat.getJsonObject("last_message");
        if (newest == null) {
            return null;
        }
        var seen = Messages.isOutgoing(newest)
                ? theirs(patiently(page(user, Messages.id(newest), 0)))
                : List.of(Messages.at(newest));
        if (seen.isEmpty()) {
            return null;
        }
        var first = Stream.concat(seen.stream(), beginning(user).stream()).min(Comparator.naturalOrder());
        return People.chat(login.ask(People.question(user), TdSession.TIMEOUT), first.orElseThrow(), seen.get(0));
    }

    private List<Instant> beginning(long user) throws InterruptedException, TimeoutException {
        if (beginnings-- <= 0) {
            return List.of();
        }
        try {
            return theirs(login.ask(page(user, OLDEST, 1 - PAGE), TdSession.FLOOD_TIMEOUT));
        } catch (TdError e) {
            if (TdVerdict.pause(e).isEmpty()) {
                throw e;
            }
            beginnings = 0;
            return List.of();
        }
    }

    /** Waits for as long as Telegram wants: a chat that is left out is a person who is lost. */
    private JsonObject patiently(JsonObject request) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                return login.ask(request, TdSession.FLOOD_TIMEOUT);
            } catch (TdError e) {
                var pause = TdVerdict.pause(e);
                Thread.sleep(pause.orElseThrow(() -> e).toMillis());
            }
        }
    }

    private static JsonObject page(long chat, long from, int offset) {
        return TdRequest.of("getChatHistory")
                .add("chat_id", chat)
                .add("from_message_id", from)
                .add("offset", offset)
                .add("limit", PAGE)
                .add("only_local", false)
                .build();
    }

    /** Newest first. */
    private static List<Instant> theirs(JsonObject page) {
        return page.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .filter(message -> !Messages.isOutgoing(message))
                .map(Messages::at)
                .toList();
    }

    private interface Asking<T> {
        T answer() throws InterruptedException, TimeoutException;
    }

    private static <T> T waiting(Asking<T> asking) {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return asking.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the copying of chats was interrupted");
        } catch (TimeoutException e) {
            throw new IllegalStateException("Telegram did not tell the chats in time", e);
        }
    }
}
