package org.reprise.audience;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Which of a session's contacts a campaign is for. Pure: what it says depends on the contact alone.
 *
 * @param chatStart bounds {@link Contact#firstMessageAt}, or null
 * @param newestChat bounds {@link Contact#lastMessageAt}, or null
 * @param categories kept and given back; nobody is selected by them yet, so no campaign that names one may send
 */
public record Targeting(
        Bound chatStart,
        Bound newestChat,
        List<String> categories,
        List<String> includeCategories,
        List<String> excludeCategories) {

    public static final Targeting EVERYBODY = new Targeting(null, null, List.of(), List.of(), List.of());

    /**
     * A time that a contact must lie strictly after, or strictly before. A contact without the time is refused. Times
     * are stored in milliseconds, so a finer bound is cut to them: the database and {@link #accepts} must agree.
     */
    public record Bound(Instant time, Side side) {
        public enum Side {
            AFTER,
            BEFORE
        }

        public Bound {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        boolean accepts(Instant of) {
            return of != null && (side == Side.AFTER ? of.isAfter(time) : of.isBefore(time));
        }
    }

    /** Whether it names a category; nobody is selected by them yet. */
    public boolean namesCategories() {
        return !categories.isEmpty() || !includeCategories.isEmpty() || !excludeCategories.isEmpty();
    }

    public boolean accepts(Contact contact) {
        return (chatStart == null || chatStart.accepts(contact.firstMessageAt()))
                && (newestChat == null || newestChat.accepts(contact.lastMessageAt()));
    }
}
