package org.reprise.message;

import org.reprise.LocalizedMessage;

/**
 * Something that Telegram takes and that looks like a slip.
 *
 * @param mark how the source writes it
 * @param position of the mark in the source, in UTF-16 units from 1
 */
public record TextHint(Kind kind, String mark, int position) {

    public enum Kind {
        /** A mark of Markdown that begins and ends at once, such as {@code **}: nothing is marked. */
        NOTHING_MARKED,
        /** A named character of web pages that Telegram's HTML does not have. */
        UNKNOWN_CHARACTER,
        /** A mark of another format, which people will see as it is written. */
        OTHER_FORMAT,
        /** Telegram does not take the address of the link: its text stays without one. */
        LINK_DROPPED,
        /** The time of a tag is no time: its text stays without one. */
        TIME_DROPPED
    }

    /** In words. */
    public LocalizedMessage said() {
        return switch (kind) {
            case NOTHING_MARKED -> LocalizedMessage.of("hint.nothing-marked", mark, position);
            case UNKNOWN_CHARACTER -> LocalizedMessage.of("hint.unknown-character", mark, position);
            case OTHER_FORMAT -> LocalizedMessage.of("hint.other-format", mark, position);
            case LINK_DROPPED -> LocalizedMessage.of("hint.link-dropped", mark, position);
            case TIME_DROPPED -> LocalizedMessage.of("hint.time-dropped", mark, position);
        };
    }
}
