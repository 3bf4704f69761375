package org.reprise.rest;

import org.reprise.campaign.Campaign;
import org.reprise.message.EditorHtml;
import org.reprise.message.TextFormat;

/**
 * A message's text and format as a request gives them. What a rich-text editor made is turned into Telegram's HTML,
 * unless the request says that it is plain or Markdown.
 *
 * @param text null: not given
 * @param format null: not given
 */
record MessageForm(String text, TextFormat format) {

    static MessageForm ofNew(Members members) {
        var format = format(members);
        var message = read(members.text("message"), format);
        return message.format == null ? new MessageForm(message.text, TextFormat.PLAIN) : message;
    }

    /**
     * Of an answer that was sent back with another text, the format says how the text before was written. HTML of an
     * editor is none of Telegram's formats, so it cannot be meant.
     */
    static MessageForm ofEdit(Members members) {
        var format = format(members);
        var text = members.optionalText("message").orElse(null);
        if (text == null) {
            return new MessageForm(null, format);
        }
        return members.isAnswerSentBack() && EditorHtml.isEditors(text) ? translated(text) : read(text, format);
    }

    private static TextFormat format(Members members) {
        return members.optionalText("format").flatMap(TextFormat::of).orElse(null);
    }

    /** Telegram's HTML knows no paragraphs; a quotation it knows. */
    private static MessageForm read(String text, TextFormat format) {
        boolean open = format == null
                || format == TextFormat.HTML && !text.stripLeading().startsWith("<blockquote");
        return open && EditorHtml.isEditors(text) ? translated(text) : new MessageForm(text, format);
    }

    private static MessageForm translated(String text) {
        return new MessageForm(EditorHtml.toTelegram(text), TextFormat.HTML);
    }

    /** Whether the campaign has the text of an editor in Telegram's HTML. */
    static boolean isTranslated(String given, Campaign campaign) {
        return campaign.message().format() == TextFormat.HTML
                && !given.equals(campaign.message().text())
                && EditorHtml.isEditors(given)
                && EditorHtml.toTelegram(given).equals(campaign.message().text());
    }
}
