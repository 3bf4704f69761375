package org.reprise.message;

import java.util.List;

/**
 * A text as it arrives: without its marks, which became entities.
 *
 * @param entities by offset, the longer first; each lies within another or beside it, none is empty
 * @param hints the first ten things in the source that look like slips, each once
 * @see <a href="https://core.telegram.org/bots/api#formatting-options">Telegram's formatting options</a>
 */
public record FormattedText(String text, List<Entity> entities, List<TextHint> hints) {

    /**
     * @param offset in UTF-16 units, from 0
     * @param length in UTF-16 units, at least 1
     * @param detail the address of a link, the language of a block of code; else null
     */
    public record Entity(Kind kind, int offset, int length, String detail) {
        public int end() {
            return offset + length;
        }
    }

    public enum Kind {
        BOLD,
        ITALIC,
        UNDERLINE,
        STRIKETHROUGH,
        SPOILER,
        LINK,
        CODE,
        PRE,
        BLOCKQUOTE,
        EXPANDABLE_BLOCKQUOTE;

        /** Whether nothing within it can be marked. */
        boolean isLiteral() {
            return this == CODE || this == PRE;
        }
    }

    public FormattedText {
        entities = List.copyOf(entities);
        hints = List.copyOf(hints);
    }

    /** @throws TextFormat.Unparsable when Telegram would refuse the source */
    public static FormattedText parse(String source, TextFormat format) {
        return switch (format) {
            case PLAIN -> new PlainText(source).parse();
            case HTML -> new HtmlText(source).parse();
            case MARKDOWN -> new MarkdownText(source).parse();
        };
    }

    /** What Telegram counts: UTF-16 units without the marks. */
    public int length() {
        return text.length();
    }
}
