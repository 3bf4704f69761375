package org.reprise.audience;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

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

    /** What a targeting can ask of a contact. */
    public enum Criterion {
        /** {@link Contact#firstMessageAt} */
        CHAT_START,
        /** {@link Contact#lastMessageAt} */
        NEWEST_CHAT
    }

    /**
     * What a targeting asks for and a contact does not meet.
     *
     * @param time the contact's own; null: none is known
     */
    public record Unmet(Criterion criterion, Bound bound, Instant time) {}

    /** The first criterion that the contact does not meet; empty: the targeting selects them. */
    public Optional<Unmet> unmet(Contact contact) {
        return unmet(Criterion.CHAT_START, chatStart, contact.firstMessageAt())
                .or(() -> unmet(Criterion.NEWEST_CHAT, newestChat, contact.lastMessageAt()));
    }

    private static Optional<Unmet> unmet(Criterion criterion, Bound bound, Instant time) {
        return bound == null || bound.accepts(time) ? Optional.empty() : Optional.of(new Unmet(criterion, bound, time));
    }

    public boolean accepts(Contact contact) {
        return unmet(contact).isEmpty();
    }
}
