package org.reprise.audience;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.message.VisibleText;

/**
 * Someone who may be written to by a session: they wrote to it, or opted in.
 *
 * @param userId Telegram user id, at least 1
 * @param categories the names of those that they are in, in order
 * @param details {@link ContactDetails#NONE} also where they were not read: a run has no use for them
 */
public record Contact(long userId, Profile profile, Evidence evidence, Set<String> categories, ContactDetails details) {

    /** What they call themselves; each may be null. */
    public record Profile(String username, String firstName, String lastName, String phone, String language) {}

    /**
     * That they may be written to; each may be null.
     *
     * @param firstMessageAt the earliest known sign of the chat, a message or the opt-in
     * @param lastMessageAt their newest message
     * @param optInSource where the opt-in came from
     */
    public record Evidence(Instant firstMessageAt, Instant lastMessageAt, Instant optedInAt, String optInSource) {

        /** Whether anything says that they wrote or opted in, and when. */
        boolean isThere() {
            return firstMessageAt != null || lastMessageAt != null || optedInAt != null;
        }

        private Instant earliestSign() {
            return Stream.of(firstMessageAt, lastMessageAt, optedInAt)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    public Contact {
        categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
    }

    /** One of whom nothing but this is known. */
    public Contact(long userId, Profile profile, Evidence evidence) {
        this(userId, profile, evidence, Set.of(), ContactDetails.NONE);
    }

    public Contact with(ContactDetails other) {
        return new Contact(userId, profile, evidence, categories, other);
    }

    public String username() {
        return profile.username;
    }

    public String firstName() {
        return profile.firstName;
    }

    public String lastName() {
        return profile.lastName;
    }

    public String phone() {
        return profile.phone;
    }

    public String language() {
        return profile.language;
    }

    public Instant firstMessageAt() {
        return evidence.firstMessageAt;
    }

    public Instant lastMessageAt() {
        return evidence.lastMessageAt;
    }

    public Instant optedInAt() {
        return evidence.optedInAt;
    }

    public String optInSource() {
        return evidence.optInSource;
    }

    /** By the names of the account's attributes. */
    public Map<String, Object> attributes() {
        return details.attributes().byName();
    }

    /** As a column holds them; null: none. */
    public String storedAttributes() {
        return details.attributes().stored();
    }

    public Set<String> tags() {
        return details.tags();
    }

    public String zone() {
        return details.zone();
    }

    public ZoneSource zoneSource() {
        return details.zoneSource();
    }

    /** First and last name as far as they are known, to be shown; empty when neither is. */
    public String fullName() {
        return fullName(firstName(), lastName());
    }

    /**
     * As they can be shown beside anything else: people give themselves their names, and may put signs into them that
     * turn the direction of writing.
     *
     * @param first as {@code last} null: unknown
     */
    public static String fullName(String first, String last) {
        var name = VisibleText.cleaned(
                Stream.of(first, last).filter(Objects::nonNull).collect(Collectors.joining(" ")));
        return VisibleText.isBlank(name) ? "" : name.strip();
    }

    /** As people call them: by name, else by username with an @; null when neither is known. */
    public String called() {
        return !fullName().isEmpty() ? fullName() : username() == null ? null : "@" + username();
    }

    /** Whether anything says that they wrote or opted in, and when. */
    boolean hasEvidence() {
        return evidence.isThere();
    }

    /** With {@link #firstMessageAt} no later than any other time that is known. */
    Contact fromEarliestSign() {
        return withEvidence(evidence.earliestSign(), optedInAt(), optInSource());
    }

    /** As it is when it has evidence; else opted in at {@code at}, on the word of the operator who imports. */
    Contact vouchedFor(Instant at) {
        return hasEvidence() ? this : withEvidence(at, at, optInSource() == null ? "import" : optInSource());
    }

    /** Without what says that they opted in. */
    Contact withoutOptIn() {
        return withEvidence(firstMessageAt(), null, null);
    }

    private Contact withEvidence(Instant first, Instant optedIn, String source) {
        return new Contact(userId, profile, new Evidence(first, lastMessageAt(), optedIn, source), categories, details);
    }
}
