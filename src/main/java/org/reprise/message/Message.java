package org.reprise.message;

import java.util.Objects;
import org.reprise.LocalizedMessage;

/**
 * A message to many people: its text as written, how the text is read, and what comes with it. Immutable.
 *
 * <p>{@link #of} is the way in for what somebody enters, and refuses what Telegram would. {@link #accepted} is for
 * storage: a message of an older version is never judged by newer rules, or its campaign could not be read any more.
 */
public final class Message {
    /** Telegram's limit for a text, in UTF-16 units after entities. */
    public static final int MAX_TEXT_LENGTH = 4096;

    /** The same for a text below an attachment. */
    public static final int MAX_CAPTION_LENGTH = 1024;

    /** Marks and addresses included: nobody needs more, and no one may make the database hold more. */
    static final int MAX_SOURCE_LENGTH = 8 * MAX_TEXT_LENGTH;

    private final String text;
    private final TextFormat format;
    private final Extras extras;

    private Message(String text, TextFormat format, Extras extras) {
        this.text = text;
        this.format = format;
        this.extras = extras;
    }

    /** @throws MessageRefused saying what is wrong with the text or its extras */
    public static Message of(String text, TextFormat format, Extras extras) {
        ExtrasCheck.check(extras);
        if (text.length() > MAX_SOURCE_LENGTH) {
            throw new MessageRefused(
                    "message", LocalizedMessage.of("message.source.long", text.length(), MAX_SOURCE_LENGTH));
        }
        try {
            check(FormattedText.parse(text, format).text(), extras.attachment() != null);
        } catch (TextFormat.Unparsable unparsable) {
            throw new MessageRefused(
                    "message", LocalizedMessage.of("message.format", format.toString(), unparsable.getMessage()));
        }
        return new Message(text, format, extras);
    }

    /** A message that was accepted before; nothing is checked. */
    public static Message accepted(String text, TextFormat format, Extras extras) {
        return new Message(text, format, extras);
    }

    private static void check(String arriving, boolean isCaption) {
        if (VisibleText.isBlank(arriving)) {
            throw new MessageRefused("message", LocalizedMessage.of("message.blank"));
        }
        if (isCaption && arriving.length() > MAX_CAPTION_LENGTH) {
            throw new MessageRefused(
                    "message", LocalizedMessage.of("message.caption.long", arriving.length(), MAX_CAPTION_LENGTH));
        }
        if (arriving.length() > MAX_TEXT_LENGTH) {
            throw new MessageRefused(
                    "message", LocalizedMessage.of("message.long", arriving.length(), MAX_TEXT_LENGTH));
        }
        if (!VisibleText.isStorable(arriving)) {
            throw new MessageRefused("message", LocalizedMessage.of("message.halves"));
        }
    }

    /** As it was written, marks and all. */
    public String text() {
        return text;
    }

    public TextFormat format() {
        return format;
    }

    public Extras extras() {
        return extras;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message message
                && text.equals(message.text)
                && format == message.format
                && extras.equals(message.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, format, extras);
    }

    /** Never the text: it is somebody's. */
    @Override
    public String toString() {
        return "Message[" + format + ", " + text.length() + " UTF-16 units]";
    }
}
