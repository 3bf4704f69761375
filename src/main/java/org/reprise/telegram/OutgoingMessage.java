package org.reprise.telegram;

import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;

/**
 * One message to one person.
 *
 * @param recipient Telegram user id
 * @param reference the sender's own mark, opaque to the gateway; the same for all messages of one campaign
 * @param revision the sender's own number of the text, opaque to the gateway; 0: none
 */
public record OutgoingMessage(long recipient, Message message, long reference, int revision) {

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
}
