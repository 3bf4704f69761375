package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Incoming.Blocked;
import org.reprise.telegram.Incoming.Edited;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Unblocked;
import org.reprise.telegram.Incoming.Wrote;

/**
 * Reads what Telegram tells a bot.
 *
 * @see <a href="https://core.telegram.org/bots/api#update">Telegram's Update</a>
 */
final class Updates {
    /** What is asked for; the rest stays with Telegram. */
    static final List<String> KINDS = List.of("message", "edited_message", "my_chat_member");

    private Updates() {}

    static long id(JsonObject update) {
        return number(update, "update_id");
    }

    /**
     * Empty for what is no affair of Reprise: groups, other bots, other kinds.
     *
     * @throws RuntimeException when it is not as Telegram's documentation says
     */
    static Optional<Happening> happening(JsonObject update) {
        for (var kind : KINDS) {
            var told = update.getJsonObject(kind);
            if (told != null && isPrivate(told) && told.containsKey("from")) {
                return switch (kind) {
                    case "message" -> chat(told).map(chat -> new Wrote(chat, text(told)));
                    case "edited_message" -> edited(told);
                    default -> changed(told);
                };
            }
        }
        return Optional.empty();
    }

    private static boolean isPrivate(JsonObject told) {
        return told.getJsonObject("chat").getString("type").equals("private");
    }

    /** Without the time of an edit nobody made one: Telegram tells of other changes to old messages as well. */
    private static Optional<Happening> edited(JsonObject message) {
        return message.containsKey("edit_date")
                ? chat(message).map(chat -> new Edited(chat, text(message)))
                : Optional.empty();
    }

    /** What a message says: a photo, a video or a file says it in its caption. */
    private static String text(JsonObject message) {
        return message.getString("text", message.getString("caption", ""));
    }

    /** Empty when a bot wrote. */
    private static Optional<Chat> chat(JsonObject message) {
        var from = message.getJsonObject("from");
        if (from.getBoolean("is_bot", false)) {
            return Optional.empty();
        }
        var at = at(message);
        return Optional.of(new Chat(
                number(from, "id"),
                from.getString("username", null),
                from.getString("first_name", null),
                from.getString("last_name", null),
                phone(message),
                from.getString("language_code", null),
                at,
                at));
    }

    /** Only a phone number that somebody shares of their own accord, and that is theirs. */
    private static String phone(JsonObject message) {
        var card = message.getJsonObject("contact");
        boolean own = card != null
                && card.containsKey("user_id")
                && number(card, "user_id") == number(message.getJsonObject("from"), "id");
        return own ? card.getString("phone_number", null) : null;
    }

    private static Optional<Happening> changed(JsonObject change) {
        long user = number(change.getJsonObject("chat"), "id");
        return switch (change.getJsonObject("new_chat_member").getString("status")) {
            case "kicked" -> Optional.of(new Blocked(user, at(change)));
            case "member" -> Optional.of(new Unblocked(user, at(change)));
            default -> Optional.empty();
        };
    }

    private static Instant at(JsonObject told) {
        return Instant.ofEpochSecond(number(told, "date"));
    }

    private static long number(JsonObject object, String name) {
        return object.getJsonNumber(name).longValue();
    }
}
