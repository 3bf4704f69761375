package org.reprise.storage;

/**
 * Why this server may not work on its database.
 *
 * @param detail a sentence or two for operators: what happened, and what to do
 */
public record Hindrance(Kind kind, String detail) {

    /** What kind of trouble it is. */
    public enum Kind {
        /** The start has not come to it, or the server goes down. */
        NOT_TAKEN,
        /** Nobody else has it as far as is known, but that was not confirmed for some seconds. It mends itself. */
        NOT_CONFIRMED,
        /** Files were deleted, moved or replaced under the running server. It mends itself when they are back. */
        FILES_GONE,
        /** Another server took it over. This one has to be started anew. */
        LOST;

        /** Whether requests are refused meanwhile, also those that only read. */
        public boolean letsNobodyIn() {
            return this == FILES_GONE || this == LOST;
        }
    }
}
