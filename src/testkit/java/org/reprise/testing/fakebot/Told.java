package org.reprise.testing.fakebot;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;

/** Updates as Telegram tells them. */
public final class Told {
    private Told() {}

    public static JsonObject message(long user, String text, Instant at) {
        return Json.object().add("message", from(user, at).add("text", text)).build();
    }

    /** @param caption below a photo */
    public static JsonObject photo(long user, String caption, Instant at) {
        return Json.object()
                .add("message", from(user, at).add("photo", Json.array()).add("caption", caption))
                .build();
    }

    /** @param at when it was first written; it was edited a minute later */
    public static JsonObject edited(long user, String text, Instant at) {
        return Json.object()
                .add(
                        "edited_message",
                        from(user, at)
                                .add("edit_date", at.getEpochSecond() + 60)
                                .add("text", text))
                .build();
    }

    /** Something else about an old message changed, and nobody edited it. */
    public static JsonObject touched(long user, String text, Instant at) {
        return Json.object()
                .add("edited_message", from(user, at).add("text", text))
                .build();
    }

    private static JsonObjectBuilder from(long user, Instant at) {
        var from = Json.object()
                .add("id", user)
                .add("is_bot", false)
                .add("first_name", "Person " + user)
                .add("username", "user" + user)
                .add("language_code", "de");
        return Json.object()
                .add("message_id", 1)
                .add("from", from)
                .add("chat", Json.object().add("id", user).add("type", "private"))
                .add("date", at.getEpochSecond());
    }

    public static JsonObject blocked(long user, Instant at) {
        return member(user, "member", "kicked", at);
    }

    public static JsonObject unblocked(long user, Instant at) {
        return member(user, "kicked", "member", at);
    }

    private static JsonObject member(long user, String before, String now, Instant at) {
        return Json.object()
                .add(
                        "my_chat_member",
                        Json.object()
                                .add("chat", Json.object().add("id", user).add("type", "private"))
                                .add(
                                        "from",
                                        Json.object()
                                                .add("id", user)
                                                .add("is_bot", false)
                                                .add("first_name", "A"))
                                .add("date", at.getEpochSecond())
                                .add("old_chat_member", Json.object().add("status", before))
                                .add("new_chat_member", Json.object().add("status", now)))
                .build();
    }

    /** Something in a group, which is no affair of Reprise. */
    public static JsonObject inAGroup(long user) {
        return Json.object()
                .add(
                        "message",
                        Json.object()
                                .add("message_id", 1)
                                .add(
                                        "from",
                                        Json.object()
                                                .add("id", user)
                                                .add("is_bot", false)
                                                .add("first_name", "A"))
                                .add(
                                        "chat",
                                        Json.object().add("id", -100 - user).add("type", "supergroup"))
                                .add("date", 1_769_851_800)
                                .add("text", "stop"))
                .build();
    }

    /** Nothing that Telegram would say. */
    public static JsonObject broken() {
        return Json.object()
                .add(
                        "message",
                        Json.object()
                                .add("chat", Json.object().add("type", "private"))
                                .add("from", Json.object().add("id", "x")))
                .build();
    }
}
