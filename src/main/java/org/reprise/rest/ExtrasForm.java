package org.reprise.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.reprise.campaign.ExtrasEdit;
import org.reprise.telegram.Extras;
import org.reprise.telegram.Extras.Attachment;
import org.reprise.telegram.Extras.Button;

/** What a message has besides its text, in the members of a request and of an answer. */
final class ExtrasForm {
    private ExtrasForm() {}

    /** Absent members keep their value; {@code null} takes an attachment or the buttons away. */
    static ExtrasEdit edit(Members members) {
        return new ExtrasEdit(
                members.has("attachment"),
                members.optionalObject("attachment").map(ExtrasForm::attachment).orElse(null),
                members.has("buttons") ? rows(members.optionalArray("buttons")) : null,
                members.optionalFlag("silent").orElse(null),
                members.optionalFlag("protect").orElse(null));
    }

    private static Attachment attachment(Members members) {
        var type = members.text("type");
        var kind = Extras.Kind.of(type)
                .orElseThrow(() -> RequestRefused.invalid("attachment.type must be photo, document or video."));
        if (members.has("url") == members.has("file")) {
            throw RequestRefused.invalid("attachment has either a url, or a file that was given to POST /files.");
        }
        return members.has("url")
                ? Attachment.at(kind, members.text("url"))
                : Attachment.of(kind, members.text("file"), members.text("name"));
    }

    private static List<List<Button>> rows(List<JsonValue> rows) {
        return rows.stream().map(ExtrasForm::row).toList();
    }

    private static List<Button> row(JsonValue row) {
        if (row instanceof JsonArray buttons) {
            return buttons.stream().map(ExtrasForm::button).toList();
        }
        throw RequestRefused.malformed("buttons must be an array of rows, each an array of buttons");
    }

    private static Button button(JsonValue button) {
        if (button instanceof JsonObject members
                && members.get("label") instanceof JsonString label
                && members.get("url") instanceof JsonString url) {
            return new Button(label.getString(), url.getString());
        }
        throw RequestRefused.malformed("a button must be an object with the strings label and url");
    }

    /** Adds all of them, as {@link #edit} would read them. */
    static JsonBody addTo(JsonBody body, Extras extras) {
        var rows = extras.buttons().stream()
                .map(row -> JsonBody.array(row.stream()
                        .map(button -> JsonBody.with("label", button.label()).and("url", button.url()))
                        .toList()))
                .toList();
        return body.and("attachment", extras.attachment() == null ? null : json(extras.attachment()))
                .and("buttons", JsonBody.array(rows))
                .and("silent", extras.silent())
                .and("protect", extras.shielded());
    }

    private static JsonBody json(Attachment attachment) {
        return JsonBody.with("type", attachment.kind())
                .andIfThere("url", attachment.url())
                .andIfThere("file", attachment.file())
                .andIfThere("name", attachment.name());
    }
}
