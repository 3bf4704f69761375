package org.reprise.ui;

import java.util.List;
import java.util.stream.Stream;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.FormattedText;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;

/**
 * A message as it arrives, for the bubble component.
 *
 * @param markup HTML that is safe to show
 * @param attached what stands above the text; empty: nothing
 * @param icon of what is attached
 * @param rows of buttons below the text
 * @param manners how it arrives, where that is not as usual
 */
public record MessageView(String markup, String attached, String icon, List<List<Button>> rows, List<String> manners) {

    static MessageView of(Message message, Words words) {
        var extras = message.extras();
        return new MessageView(
                Bubble.html(arriving(message)),
                attached(extras.attachment(), words),
                icon(extras.attachment()),
                extras.buttons(),
                manners(extras, words));
    }

    /**
     * No message is saved that its format cannot read; should an older Reprise have done so, it is shown as written.
     */
    private static FormattedText arriving(Message message) {
        try {
            return message.outline();
        } catch (TextFormat.Unparsable written) {
            return FormattedText.parse(message.text(), TextFormat.PLAIN);
        }
    }

    private static String attached(Attachment attachment, Words words) {
        if (attachment == null) {
            return "";
        }
        return attachment.isFile()
                ? attachment.name()
                : words.of("extras.kind." + attachment.kind()) + ": " + attachment.url();
    }

    private static String icon(Attachment attachment) {
        return attachment == null
                ? ""
                : switch (attachment.kind()) {
                    case PHOTO -> "pi-image";
                    case VIDEO -> "pi-video";
                    case DOCUMENT -> "pi-file";
                };
    }

    private static List<String> manners(Extras extras, Words words) {
        return Stream.of(
                        extras.silent() ? words.of("compare.silent") : "",
                        extras.protectContent() ? words.of("compare.protectContent") : "")
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
