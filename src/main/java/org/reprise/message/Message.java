package org.reprise.message;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.reprise.LocalizedMessage;
import org.reprise.message.Filling.Filled;
import org.reprise.message.template.Tag;

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

    private final boolean personal;

    /** Of a personal one, once somebody has asked: a list of campaigns has no use for them. */
    private volatile Placeholders placeholders;

    private Message(String text, TextFormat format, Extras extras, boolean personal) {
        this.text = text;
        this.format = format;
        this.extras = extras;
        this.personal = personal;
    }

    /**
     * What begins like a placeholder is one.
     *
     * @throws MessageRefused saying what is wrong with the text or its extras
     */
    public static Message of(String text, TextFormat format, Extras extras) {
        return Placeholders.mayBeIn(text, extras) ? personal(text, format, extras) : literal(text, format, extras);
    }

    /**
     * The same of one that takes the place of another. Braces of a text from before there were placeholders stay what
     * they are, until somebody changes the text.
     */
    public static Message of(String text, TextFormat format, Extras extras, Message before) {
        boolean staysLiteral = !before.isPersonal() && text.equals(before.text) && Tag.mayBeIn(text);
        return staysLiteral ? literal(text, format, extras) : of(text, format, extras);
    }

    private static Message literal(String text, TextFormat format, Extras extras) {
        ExtrasCheck.check(extras);
        checkSource(text);
        try {
            check(FormattedText.parse(text, format).text(), extras.attachment() != null);
        } catch (TextFormat.Unparsable unparsable) {
            throw refused(format, unparsable);
        }
        return new Message(text, format, extras, false);
    }

    /** How long it is for each person, and whether anything of it can be seen, turns out with their values. */
    private static Message personal(String text, TextFormat format, Extras extras) {
        checkSource(text);
        try {
            var message = new Message(text, format, extras, true);
            ExtrasCheck.check(message.parsed().sample());
            checkLength(message.parsed().minLength(), extras.attachment() != null);
            if (!VisibleText.isStorable(text)) {
                throw new MessageRefused("message", LocalizedMessage.of("message.halves"));
            }
            return message;
        } catch (TextFormat.Unparsable unparsable) {
            throw refused(format, unparsable);
        }
    }

    private static void checkSource(String text) {
        if (text.length() > MAX_SOURCE_LENGTH) {
            throw new MessageRefused(
                    "message", LocalizedMessage.of("message.source.long", text.length(), MAX_SOURCE_LENGTH));
        }
    }

    private static MessageRefused refused(TextFormat format, TextFormat.Unparsable unparsable) {
        return new MessageRefused(
                "message", LocalizedMessage.of("message.format", format.toString(), unparsable.getMessage()));
    }

    /** A message that was accepted before, without placeholders; nothing is checked. */
    public static Message accepted(String text, TextFormat format, Extras extras) {
        return accepted(text, format, extras, false);
    }

    /** @param personal whether what begins like a placeholder in it is one */
    public static Message accepted(String text, TextFormat format, Extras extras, boolean personal) {
        return new Message(text, format, extras, personal);
    }

    private static void check(String arriving, boolean isCaption) {
        if (VisibleText.isBlank(arriving)) {
            throw new MessageRefused("message", LocalizedMessage.of("message.blank"));
        }
        checkLength(arriving.length(), isCaption);
        if (!VisibleText.isStorable(arriving)) {
            throw new MessageRefused("message", LocalizedMessage.of("message.halves"));
        }
    }

    private static void checkLength(int length, boolean isCaption) {
        if (isCaption && length > MAX_CAPTION_LENGTH) {
            throw new MessageRefused(
                    "message", LocalizedMessage.of("message.caption.long", length, MAX_CAPTION_LENGTH));
        }
        if (length > MAX_TEXT_LENGTH) {
            throw new MessageRefused("message", LocalizedMessage.of("message.long", length, MAX_TEXT_LENGTH));
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

    /** Whether it is filled for each person. */
    public boolean isPersonal() {
        return personal;
    }

    /** Empty: everybody gets the same. */
    public Optional<Placeholders> placeholders() {
        return personal ? Optional.of(parsed()) : Optional.empty();
    }

    /** What a person with these values gets. */
    public Filling fill(Map<String, String> values) {
        return personal ? parsed().fill(values) : new Filled(outline(), extras);
    }

    /** The same; empty: nothing. */
    public Optional<Filled> filled(Map<String, String> values) {
        return fill(values) instanceof Filled filled ? Optional.of(filled) : Optional.empty();
    }

    private Placeholders parsed() {
        if (placeholders == null) {
            placeholders = Placeholders.parse(text, format, extras);
        }
        return placeholders;
    }

    /**
     * As it arrives, placeholders as they are written.
     *
     * @throws TextFormat.Unparsable of an older Reprise
     */
    public FormattedText outline() {
        return personal ? parsed().outline() : FormattedText.parse(text, format);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message message
                && text.equals(message.text)
                && format == message.format
                && extras.equals(message.extras)
                && personal == message.personal;
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
