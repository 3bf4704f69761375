package org.reprise.message;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a text says what is bold and what is a link: Telegram's own three ways. */
public enum TextFormat {
    /** Every character stands for itself. */
    PLAIN,
    /** Telegram's HTML: a few tags, and four named entities. */
    HTML,
    /** Telegram's MarkdownV2: every reserved character that marks nothing has a backslash before it. */
    MARKDOWN;

    /** As clients write it: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param name as {@link #toString}, exactly */
    public static Optional<TextFormat> of(String name) {
        return Stream.of(values()).filter(it -> it.toString().equals(name)).findFirst();
    }

    /** What is wrong with a text that its format cannot read. */
    public enum Flaw {
        BROKEN_TAG("Start tag %s is not closed by a >"),
        EMOJI_ID("%s is no id of an emoji of its own, which is a whole number as in <tg-emoji emoji-id=\"5\">"),
        NO_EMOJI("%s is for an emoji of its own or a time only, as in ![…](tg://emoji?id=5) or ![…](tg://time?unix=5)"),
        NO_END("Can't find end of the entity that begins with %s"),
        NO_END_TAG("Can't find end tag corresponding to start tag %s"),
        TIME_FORMAT("%s is no format of a time, which is r, or any of w W d D t T"),
        RESERVED("Character %s is reserved and must have a backslash before it"),
        UNEXPECTED_END("Unexpected end tag %s"),
        UNSUPPORTED_TAG("Unsupported start tag %s");

        private final String words;

        Flaw(String words) {
            this.words = words;
        }
    }

    /** Telegram would not take the text: its message says what is wrong, and where. */
    public static final class Unparsable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final int MAX_MARK_LENGTH = 30;

        private final Flaw flaw;
        private final String mark;
        private final int position;

        /**
         * @param mark the tag or character that is meant
         * @param index of the mark in the source, from 0
         */
        Unparsable(Flaw flaw, String mark, int index) {
            super(String.format(flaw.words, shortened(mark)) + ", at character " + (index + 1));
            this.flaw = flaw;
            this.mark = shortened(mark);
            this.position = index + 1;
        }

        /** The same of the text that this one was made of. */
        Unparsable movedTo(String markThere, int index) {
            return new Unparsable(flaw, markThere, index);
        }

        private static String shortened(String mark) {
            return mark.codePointCount(0, mark.length()) <= MAX_MARK_LENGTH
                    ? mark
                    : mark.substring(0, mark.offsetByCodePoints(0, MAX_MARK_LENGTH)) + "…";
        }

        public Flaw flaw() {
            return flaw;
        }

        public String mark() {
            return mark;
        }

        /** In the source, in UTF-16 units from 1. */
        public int position() {
            return position;
        }
    }
}
