package org.reprise.telegram.tdlib;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;
import org.reprise.telegram.StoredFiles;

/** A message as TDLib takes it. A file is given by its path; TDLib brings it to Telegram once and remembers. */
final class TdMessage {
    private final Session session;
    private final OutgoingMessage message;
    private final StoredFiles files;

    TdMessage(Session session, OutgoingMessage message, StoredFiles files) {
        this.session = session;
        this.message = message;
        this.files = files;
    }

    /**
     * @param text with its marks as entities
     * @throws TdError when there is something that the session cannot send
     */
    JsonObject request(JsonObject text) {
        var extras = message.extras();
        var request = TdRequest.of("sendMessage")
                .add("chat_id", message.recipient())
                .add(
                        "options",
                        TdRequest.of("messageSendOptions")
                                .add("disable_notification", extras.silent())
                                .add("protect_content", extras.protectContent())
                                .add("allow_paid_broadcast", session.paidBroadcast()))
                .add("input_message_content", content(extras.attachment(), text));
        if (!extras.buttons().isEmpty()) {
            request.add("reply_markup", keyboard(extras));
        }
        return request.build();
    }

    private JsonObjectBuilder content(Attachment attachment, JsonObject text) {
        if (attachment == null) {
            return TdRequest.of("inputMessageText").add("text", text).add("clear_draft", false);
        }
        var kind = attachment.kind().toString();
        var type = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        return TdRequest.of("inputMessage" + type)
                .add(kind, TdRequest.of("input" + type).add(kind, file(attachment)))
                .add("caption", text);
    }

    private JsonObjectBuilder file(Attachment attachment) {
        if (!attachment.isFile()) {
            return TdRequest.of("inputFileRemote").add("id", attachment.url());
        }
        var path = files.find(attachment.file())
                .orElseThrow(() -> new TdError(400, "FILE_MISSING: the attached file is not on this server"));
        return TdRequest.of("inputFileLocal").add("path", path.toString());
    }

    /** Telegram would drop them without a word. */
    private JsonObjectBuilder keyboard(Extras extras) {
        if (session.kind() != Session.Kind.BOT) {
            throw new TdError(400, "BUTTON_INVALID: only bots can send buttons");
        }
        var rows = TdRequest.list();
        extras.buttons().forEach(row -> rows.add(row(row)));
        return TdRequest.of("replyMarkupInlineKeyboard").add("rows", rows);
    }

    private static JsonArrayBuilder row(List<Button> buttons) {
        var row = TdRequest.list();
        buttons.forEach(button -> row.add(TdRequest.of("inlineKeyboardButton")
                .add("text", button.label())
                .add("type", TdRequest.of("inlineKeyboardButtonTypeUrl").add("url", button.url()))));
        return row;
    }
}
