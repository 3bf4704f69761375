package org.reprise.telegram;

import org.reprise.message.Extras;
import org.reprise.message.TextFormat;

/**
 * One message to one person.
 *
 * @param recipient Telegram user id
 * @param text as it was written, marks and all; 1 to 4,096 UTF-16 units without them, 1,024 below an attachment
 * @param format how to read the text
 * @param reference the sender's own mark, opaque to the gateway; the same for all messages of one campaign
 */
public record OutgoingMessage(long recipient, String text, TextFormat format, Extras extras, long reference) {

    /** With nothing but a text. */
    public OutgoingMessage(long recipient, String text, TextFormat format, long reference) {
        this(recipient, text, format, Extras.NONE, reference);
    }

    /** With a plain text. */
    public OutgoingMessage(long recipient, String text, long reference) {
        this(recipient, text, TextFormat.PLAIN, reference);
    }
}
