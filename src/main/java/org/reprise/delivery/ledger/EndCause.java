package org.reprise.delivery.ledger;

import org.reprise.LocalizedMessage;

/**
 * Why a campaign failed or was stopped by Reprise itself.
 *
 * @param said the same for people
 */
public record EndCause(Kind kind, LocalizedMessage said) {

    /** The names are stored. */
    public enum Kind {
        /** The session has to be connected again; campaigns go on by themselves when it is. */
        SESSION_LOST("ended.session"),
        /** Telegram takes the session for a sender of spam; nothing goes on by itself. */
        SESSION_LIMITED("ended.limited"),
        MESSAGE_REFUSED("ended.message"),
        /** A mistake in Reprise; the log has it. */
        BROKEN("ended.broken"),
        /** A statement of Reprise is wrong; the log has it under the id that is told. */
        STORAGE_BROKEN("ended.storage"),
        /** All uncertain recipients were released, and wait for a resume. */
        RELEASED("ended.released"),
        /** One of them was. */
        RELEASED_ONE("ended.released.some"),
        RESTORED("ended.restored"),
        /** Some were held back by the account's cap to the end. */
        CAPPED("ended.capped"),
        /** In the words of an older Reprise. */
        OTHER("verbatim");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Whether nothing is to be mended: the campaign had come to its end before. */
        public boolean isReleased() {
            return this == RELEASED || this == RELEASED_ONE;
        }

        /** @param values of the kind's sentence */
        public EndCause with(Object... values) {
            return new EndCause(this, LocalizedMessage.of(key, values));
        }
    }
}
