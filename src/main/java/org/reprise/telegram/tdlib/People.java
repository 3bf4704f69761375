package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.reprise.telegram.Chat;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SendOutcome.Reason;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The private chats that TDLib told of. Who is in them stays with TDLib, which keeps everybody anyway: here are only
 * compressed ids, some 14 bytes each, since an account may write to millions. Heard on the receiving thread, asked on
 * others.
 */
final class People {
    /** Telegram's own account, which writes login codes and news. */
    private static final long TELEGRAM = 777_000;

    private final Roaring64Bitmap chats = new Roaring64Bitmap();

    /** Bots, deleted accounts, Telegram's own: few, so they are noted and not the others. */
    private final Roaring64Bitmap nonHumans = new Roaring64Bitmap();

    /** Of these, the deleted accounts. */
    private final Roaring64Bitmap deleted = new Roaring64Bitmap();

    /** TDLib tells who somebody is before it tells of a chat with them. */
    synchronized void heard(JsonObject update) {
        switch (update.getString("@type")) {
            case "updateUser" -> user(update.getJsonObject("user"));
            case "updateNewChat" -> chat(update.getJsonObject("chat"));
            default -> {
                // about something else
            }
        }
    }

    private void user(JsonObject user) {
        long id = user.getJsonNumber("id").longValue();
        var type = user.getJsonObject("type").getString("@type");
        boolean isHuman = id != TELEGRAM && !user.getBoolean("is_support", false) && type.equals("userTypeRegular");
        note(nonHumans, id, !isHuman);
        note(deleted, id, type.equals("userTypeDeleted"));
    }

    private static void note(Roaring64Bitmap ids, long id, boolean isIn) {
        if (isIn) {
            ids.addLong(id);
        } else {
            ids.removeLong(id);
        }
    }

    /** TDLib sends nothing to an account that it knows to be gone, and only says that the chat takes no messages. */
    synchronized SendOutcome withWhoIsGone(long userId, SendOutcome outcome) {
        boolean isGone = outcome instanceof SendOutcome.Refused refused
                && refused.reason() == Reason.WRITE_FORBIDDEN
                && deleted.contains(userId);
        return isGone ? new SendOutcome.Refused(Reason.DEACTIVATED) : outcome;
    }

    private void chat(JsonObject chat) {
        if (chat.getJsonObject("type").getString("@type").equals("chatTypePrivate")) {
            chats.addLong(chat.getJsonNumber("id").longValue());
        }
    }

    /** Whether TDLib knows the chat, so that it takes messages to it. */
    synchronized boolean hasChat(long userId) {
        return chats.contains(userId);
    }

    /** Whether it is a private chat with somebody: neither a bot, nor a deleted account, nor Telegram's own. */
    synchronized boolean hasChatWithHuman(long userId) {
        return chats.contains(userId) && !nonHumans.contains(userId);
    }

    /** What TDLib knows of somebody. */
    static JsonObject question(long userId) {
        return TdRequest.of("getUser").add("user_id", userId).build();
    }

    /** @param user as TDLib tells of one */
    static Chat chat(JsonObject user, Instant first, Instant last) {
        var names = user.containsKey("usernames") ? user.getJsonObject("usernames") : null;
        return new Chat(
                user.getJsonNumber("id").longValue(),
                names == null ? null : orNull(names.getString("editable_username", "")),
                orNull(user.getString("first_name", "")),
                orNull(user.getString("last_name", "")),
                orNull(user.getString("phone_number", "")),
                orNull(user.getString("language_code", "")),
                first,
                last);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
