package org.reprise.telegram.botapi;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.FormattedText;
import org.reprise.message.TextFormat;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;

/**
 * A message in the parameters of the Bot API.
 *
 * @param method such as {@code sendMessage}
 * @param parameters all but a file
 */
record MessageRequest(String method, JsonObject parameters) {

    static MessageRequest of(Session session, OutgoingMessage message) {
        var attachment = message.extras().attachment();
        var all = JsonFactories.object().add("chat_id", message.recipient());
        var filled = message.filled();
        all.add(attachment == null ? "text" : "caption", filled == null ? message.text() : filled.text());
        if (attachment != null && !attachment.isFile()) {
            all.add(attachment.kind().toString(), attachment.url());
        }
        if (filled == null) {
            parseMode(all, message.format());
        } else if (!filled.entities().isEmpty()) {
            all.add(attachment == null ? "entities" : "caption_entities", entities(filled));
        }
        delivery(all, session, message.extras());
        return new MessageRequest(method(attachment), all.build());
    }

    private static void parseMode(JsonObjectBuilder all, TextFormat format) {
        switch (format) {
            case PLAIN -> {}
            case HTML -> all.add("parse_mode", "HTML");
            case MARKDOWN -> all.add("parse_mode", "MarkdownV2");
        }
    }

    private static JsonArrayBuilder entities(FormattedText text) {
        var all = JsonFactories.array();
        text.entities().forEach(entity -> {
            var json = JsonFactories.object()
                    .add("type", type(entity.kind()))
                    .add("offset", entity.offset())
                    .add("length", entity.length());
            if (entity.detail() != null) {
                json.add(entity.kind() == FormattedText.Kind.LINK ? "url" : "language", entity.detail());
            }
            all.add(json);
        });
        return all;
    }

    private static String type(FormattedText.Kind kind) {
        return kind == FormattedText.Kind.LINK ? "text_link" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static String method(Attachment attachment) {
        if (attachment == null) {
            return "sendMessage";
        }
        var kind = attachment.kind().toString();
        return "send" + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    private static void delivery(JsonObjectBuilder all, Session session, Extras extras) {
        if (!extras.buttons().isEmpty()) {
            var rows = JsonFactories.array();
            extras.buttons().forEach(row -> rows.add(row(row)));
            all.add("reply_markup", JsonFactories.object().add("inline_keyboard", rows));
        }
        if (extras.silent()) {
            all.add("disable_notification", true);
        }
        if (extras.protectContent()) {
            all.add("protect_content", true);
        }
        if (session.paidBroadcast()) {
            all.add("allow_paid_broadcast", true);
        }
    }

    private static JsonArrayBuilder row(List<Button> buttons) {
        var row = JsonFactories.array();
        buttons.forEach(button ->
                row.add(JsonFactories.object().add("text", button.label()).add("url", button.url())));
        return row;
    }

    /** With a file that Telegram knows by that name. */
    MessageRequest naming(Attachment file, String id) {
        return new MessageRequest(
                method,
                JsonFactories.object(parameters).add(file.kind().toString(), id).build());
    }
}
