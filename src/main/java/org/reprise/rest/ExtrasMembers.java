package org.reprise.rest;

import java.util.List;
import org.reprise.campaign.ExtrasEdit;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;

/** What a message has besides its text, in the members of a request and of an answer. */
final class ExtrasMembers {
    private ExtrasMembers() {}

    /** Absent members keep their value; {@code null} takes an attachment or the buttons away. */
    static ExtrasEdit edit(Members members) {
        return new ExtrasEdit(
                members.has("attachment"),
                members.optionalObject("attachment")
                        .map(ExtrasMembers::attachment)
                        .orElse(null),
                members.has("buttons") ? rows(members.rows("buttons")) : null,
                members.optionalFlag("silent").orElse(null),
                members.optionalFlag("protect").orElse(null));
    }

    private static Attachment attachment(Members members) {
        var kind = Extras.Kind.of(members.text("type")).orElseThrow();
        var url = members.optionalText("url");
        if (url.isPresent() == members.optionalText("file").isPresent()) {
            throw RequestRefused.invalid(
                    "attachment", "attachment has either a url, or a file that was given to POST /files.");
        }
        if (url.isPresent() && members.optionalText("name").isPresent()) {
            throw RequestRefused.invalid("attachment/name", "attachment.name is for a file; a url has its own.");
        }
        return url.isPresent()
                ? Attachment.at(kind, url.get())
                : Attachment.of(
                        kind,
                        members.text("file"),
                        members.optionalText("name").orElseThrow(() -> Members.missing("attachment/name")));
    }

    private static List<List<Button>> rows(List<List<Members>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(ExtrasMembers::button).toList())
                .toList();
    }

    private static Button button(Members button) {
        return new Button(button.text("label"), button.text("url"));
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
                .and("protect", extras.protectContent());
    }

    private static JsonBody json(Attachment attachment) {
        return JsonBody.with("type", attachment.kind())
                .andIfThere("url", attachment.url())
                .andIfThere("file", attachment.file())
                .andIfThere("name", attachment.name());
    }
}
