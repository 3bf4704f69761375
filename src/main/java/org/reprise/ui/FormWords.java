package org.reprise.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.TextFormat;

/** What a form holds besides text, limit and pace, a line for each setting: for whoever compares two of them. */
final class FormWords {
    private static final int FINGERPRINT = 8;

    private FormWords() {}

    static List<String> of(CampaignForm form, Words words) {
        var lines = new ArrayList<String>();
        lines.add(words.of("compare.name", form.name().isBlank() ? words.of("compare.none") : form.name()));
        lines.addAll(of(form.getFormat(), form.extras(), words));
        return lines;
    }

    /** Of a message all but its text. */
    static List<String> of(TextFormat format, Extras extras, Words words) {
        return List.of(
                words.of("compare.format", words.of("format.name." + format)),
                words.of("compare.attachment", attachment(extras.attachment(), words)),
                words.of("compare.buttons", buttons(extras, words)),
                words.of(extras.silent() ? "compare.silent" : "compare.sound"),
                words.of(extras.protectContent() ? "compare.protectContent" : "compare.forwardable"));
    }

    /** A file's name may be another file's as well, so that of its content is told too. */
    private static String attachment(Attachment attachment, Words words) {
        if (attachment == null) {
            return words.of("compare.none");
        }
        var kind = words.of("extras.kind." + attachment.kind());
        return attachment.isFile()
                ? words.of(
                        "compare.file",
                        kind,
                        attachment.name(),
                        attachment.file().substring(0, FINGERPRINT))
                : kind + " " + attachment.url();
    }

    private static String buttons(Extras extras, Words words) {
        return extras.buttons().isEmpty()
                ? words.of("compare.none")
                : extras.buttons().stream().map(FormWords::row).collect(Collectors.joining(" / "));
    }

    private static String row(List<Button> row) {
        return row.stream()
                .map(button -> button.label() + " (" + button.url() + ")")
                .collect(Collectors.joining(" | "));
    }
}
