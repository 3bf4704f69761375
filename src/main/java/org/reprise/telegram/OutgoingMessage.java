package org.reprise.telegram;

import org.reprise.message.Extras;
import org.reprise.message.Filling.Filled;
import org.reprise.message.FormattedText;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;

/**
 * One message to one person.
 *
 * @param recipient Telegram user id
 * @param reference the sender's own mark, opaque to the gateway; the same for all messages of one campaign
 * @param revision the sender's own number of the text, opaque to the gateway; 0: none
 * @param filled the message's text with its marks as entities, where it was filled for the recipient: it goes out like
 *     this, and nobody reads it for marks again; null: it goes out as it was written
 */
public record OutgoingMessage(long recipient, Message message, long reference, int revision, FormattedText filled) {

    /** As it was written. */
    public OutgoingMessage(long recipient, Message message, long reference, int revision) {
        this(recipient, message, reference, revision, null);
    }

    /** As it was filled for the recipient. */
    public OutgoingMessage(long recipient, Filled filled, long reference, int revision) {
        this(recipient, filled.message(), reference, revision, filled.text());
    }

    /** Of a sender that numbers no texts. */
    public OutgoingMessage(long recipient, Message message, long reference) {
        this(recipient, message, reference, 0);
    }

    public OutgoingMessage(long recipient, String text, TextFormat format, Extras extras, long reference) {
        this(recipient, Message.accepted(text, format, extras), reference);
    }

    /** With nothing but a text. */
    public OutgoingMessage(long recipient, String text, TextFormat format, long reference) {
        this(recipient, text, format, Extras.NONE, reference);
    }

    /** With a plain text. */
    public OutgoingMessage(long recipient, String text, long reference) {
        this(recipient, text, TextFormat.PLAIN, reference);
    }

    /** As it was written, marks and all. */
    public String text() {
        return message.text();
    }

    public TextFormat format() {
        return message.format();
    }

    public Extras extras() {
        return message.extras();
    }

    /** Never the text: it is somebody's. */
    @Override
    public String toString() {
        return "OutgoingMessage[to " + recipient + ", " + message + ", reference " + reference + ", revision "
                + revision + "]";
    }
}
