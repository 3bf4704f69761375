package org.reprise.message;

import java.util.Locale;

/** What became of a message for one person. */
public sealed interface Filling {

    /**
     * It goes out like this.
     *
     * @param text with its marks as entities: no value is read as a mark
     * @param extras with the values in its buttons
     */
    record Filled(FormattedText text, Extras extras) implements Filling {

        /** With its marks in Telegram's HTML. */
        public String html() {
            return HtmlWriter.write(text);
        }

        /** As a message that everybody could get. */
        public Message message() {
            return Message.accepted(html(), TextFormat.HTML, extras);
        }
    }

    /**
     * It goes to that person in no form.
     *
     * @param detail the field that is missing, the reason that the text gives, or how long it would be; may be empty
     */
    record LeftOut(Cause cause, String detail) implements Filling {}

    enum Cause {
        /** A value is missing, and nothing stands in for it. */
        MISSING_VALUE,
        /** The text skips them. */
        SKIPPED,
        /** Telegram takes no text that long. */
        TOO_LONG,
        /** Nothing of it can be seen. */
        BLANK;

        /** As the API has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
