package org.reprise.testing.fakebot;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.message.FormattedText;
import org.reprise.message.TextFormat;

/** The methods of the Bot API that Reprise calls. */
final class Methods {
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_CAPTION = 1_024;

    private final Bots bots;
    private final Record record;
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    Methods(Bots bots, Record record) {
        this.bots = bots;
        this.record = record;
    }

    Answer answer(Call call) throws InterruptedException {
        var bot = bots.find(call.token());
        if (!call.token().matches("\\d+:[\\w-]+")) {
            return Answer.error(404, "Not Found");
        } else if (bot == null) {
            return Answer.error(401, "Unauthorized");
        }
        return switch (call.method()) {
            case "getMe" -> Answer.result(bot.me());
            case "getUpdates" -> {
                bot.allow(call.parameter("allowed_updates"));
                yield bot.updates(number(call, "offset"), (int) number(call, "timeout"));
            }
            case "setWebhook" -> {
                bot.allow(call.parameter("allowed_updates"));
                yield hook(bot, call.parameter("url"), call.parameter("secret_token"));
            }
            case "getWebhookInfo" -> Answer.result(bot.hookInfo());
            case "deleteWebhook" -> hook(bot, "", "");
            case "sendMessage" -> message(call);
            case "sendPhoto", "sendDocument", "sendVideo" -> media(call);
            default -> Answer.error(404, "Not Found");
        };
    }

    private static long number(Call call, String name) {
        return Long.parseLong(call.parameters().getOrDefault(name, "0"));
    }

    private static Answer hook(Bot bot, String url, String secret) {
        bot.hook(url, secret);
        return Answer.result(JsonValue.TRUE);
    }

    private Answer message(Call call) {
        var flaw = flaw(call, "text", MAX_TEXT, "message is too long");
        if (flaw == null && call.parameter("text").isBlank()) {
            flaw = "message text is empty";
        }
        return flaw != null ? Answer.error(400, "Bad Request: " + flaw) : accept(call, Json.object());
    }

    private Answer media(Call call) {
        var kind = call.method().substring("send".length()).toLowerCase(Locale.ROOT);
        var what = call.parameter(kind);
        var flaw = flaw(call, "caption", MAX_CAPTION, "message caption is too long");
        boolean known = what.startsWith("upload:") || what.startsWith("https://") || files.contains(what);
        if (flaw != null || !known) {
            return Answer.error(
                    400, "Bad Request: " + (flaw != null ? flaw : "wrong file identifier/HTTP URL specified"));
        }
        var id = files.contains(what) ? what : "file-" + (files.size() + 1);
        files.add(id);
        var file = Json.object().add("file_id", id).build();
        var sizes =
                Json.array().add(Json.object().add("file_id", id + "-small")).add(file);
        return accept(
                call,
                kind.equals("photo")
                        ? Json.object().add(kind, sizes)
                        : Json.object().add(kind, file));
    }

    private static String flaw(Call call, String name, int longest, String tooLong) {
        if (call.chat() <= 0) {
            return "chat not found";
        }
        var format = switch (call.parameter("parse_mode")) {
            case "HTML" -> TextFormat.HTML;
            case "MarkdownV2" -> TextFormat.MARKDOWN;
            default -> TextFormat.PLAIN;
        };
        try {
            return FormattedText.parse(call.parameter(name), format).length() > longest ? tooLong : null;
        } catch (TextFormat.Unparsable e) {
            return "can't parse entities: " + e.getMessage();
        }
    }

    private Answer accept(Call call, JsonObjectBuilder message) {
        var chat = Json.object().add("id", call.chat()).add("type", "private");
        return Answer.result(message.add("message_id", record.add(call))
                .add("date", System.currentTimeMillis() / 1000)
                .add("chat", chat)
                .build());
    }
}
