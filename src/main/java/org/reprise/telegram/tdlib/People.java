package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.telegram.Chat;

/** The private chats that TDLib told of, and who is in them. */
final class People {
    /** Telegram's own account, which writes login codes and news. */
    private static final long TELEGRAM = 777_000;

    private final Map<Long, User> users = new ConcurrentHashMap<>();
    private final Set<Long> chats = ConcurrentHashMap.newKeySet();
    private final Map<Long, Span> heard = new ConcurrentHashMap<>();
    private final Map<Long, Last> lastMessages = new ConcurrentHashMap<>();

    /** @param isHuman an account that is neither a bot's, nor deleted, nor Telegram's own */
    private record User(
            String username, String firstName, String lastName, String phone, String language, boolean isHuman) {}

    /** The newest message of a chat. */
    record Last(long id, Instant at, boolean isOutgoing) {}

    private record Span(Instant first, Instant last) {
        Span join(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    void heard(JsonObject update) {
        switch (update.getString("@type")) {
            case "updateUser" -> user(update.getJsonObject("user"));
            case "updateNewChat" -> chat(update.getJsonObject("chat"));
            case "updateChatLastMessage" -> last(update.getJsonNumber("chat_id").longValue(), update);
            default -> {
                // about something else
            }
        }
    }

    private void user(JsonObject user) {
        long id = user.getJsonNumber("id").longValue();
        var names = user.containsKey("usernames") ? user.getJsonObject("usernames") : null;
        users.put(
                id,
                new User(
                        names == null ? null : orNull(names.getString("editable_username", "")),
                        orNull(user.getString("first_name", "")),
                        orNull(user.getString("last_name", "")),
                        orNull(user.getString("phone_number", "")),
                        orNull(user.getString("language_code", "")),
                        id != TELEGRAM
                                && !user.getBoolean("is_support", false)
                                && user.getJsonObject("type").getString("@type").equals("userTypeRegular")));
    }

    private void chat(JsonObject chat) {
        if (chat.getJsonObject("type").getString("@type").equals("chatTypePrivate")) {
            long id = chat.getJsonNumber("id").longValue();
            chats.add(id);
            last(id, chat);
        }
    }

    private void last(long chat, JsonObject holder) {
        if (holder.containsKey("last_message") && chats.contains(chat)) {
            var message = holder.getJsonObject("last_message");
            lastMessages.put(chat, new Last(Messages.id(message), Messages.at(message), Messages.isOutgoing(message)));
        }
    }

    /** Whether TDLib knows the chat, so that it takes messages to it. */
    boolean hasChat(long userId) {
        return chats.contains(userId);
    }

    boolean isHuman(long userId) {
        var user = users.get(userId);
        return user != null && user.isHuman();
    }

    /** @return the chat as it is now: first and last message as far as this process heard */
    Chat wrote(long userId, Instant at) {
        var span = heard.merge(userId, new Span(at, at), Span::join);
        return chat(userId, span.first(), span.last());
    }

    /** The chats of those who wrote since this process began. */
    List<Chat> heard() {
        return heard.entrySet().stream()
                .map(entry -> chat(
                        entry.getKey(),
                        entry.getValue().first(),
                        entry.getValue().last()))
                .toList();
    }

    /** Private chats with people, newest first; one's own notes left out. */
    List<Long> chatsWithHumans(long self) {
        var byTime = Comparator.comparing((Long id) -> lastMessages.containsKey(id) ? last(id).at() : Instant.MIN);
        return chats.stream()
                .filter(id -> id != self && isHuman(id))
                .sorted(byTime.reversed())
                .toList();
    }

    /** Null when the chat is empty, as far as TDLib told. */
    Last last(long userId) {
        return lastMessages.get(userId);
    }

    Chat chat(long userId, Instant first, Instant last) {
        var user = users.getOrDefault(userId, new User(null, null, null, null, null, false));
        return new Chat(
                userId, user.username(), user.firstName(), user.lastName(), user.phone(), user.language(), first, last);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
