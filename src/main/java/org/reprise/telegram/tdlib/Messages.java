package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Instant;

/** Reads TDLib's messages. */
final class Messages {
    private Messages() {}

    static long chat(JsonObject message) {
        return message.getJsonNumber("chat_id").longValue();
    }

    static long id(JsonObject message) {
        return message.getJsonNumber("id").longValue();
    }

    /** What the message was called until Telegram answered, as the update of its end says. */
    static long temporaryId(JsonObject update) {
        return update.getJsonNumber("old_message_id").longValue();
    }

    static boolean isOutgoing(JsonObject message) {
        return message.getBoolean("is_outgoing", false);
    }

    static Instant at(JsonObject message) {
        return Instant.ofEpochSecond(message.getJsonNumber("date").longValue());
    }

    static boolean isEdited(JsonObject message) {
        return message.getInt("edit_date", 0) > 0;
    }

    /** The text or caption, empty when it has none. */
    static String text(JsonObject message) {
        return said(message, "content");
    }

    /** The same of a content, which stands in {@code member}. */
    static String said(JsonObject object, String member) {
        var content = object.getJsonObject(member);
        var text = content.containsKey("text") ? content.get("text") : content.get("caption");
        return text instanceof JsonObject formatted ? formatted.getString("text", "") : "";
    }
}
