package org.reprise.audience;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Someone who may be written to by a session: they wrote to it, or opted in.
 *
 * @param userId Telegram user id, at least 1
 * @param firstMessageAt the earliest known sign of the chat, a message or the opt-in
 * @param lastMessageAt their newest message
 * @param optInSource where the opt-in came from; every member before it but {@code userId} may be null
 * @param categories the names of those that they are in, in order
 */
public record Contact(
        long userId,
        String username,
        String firstName,
        String lastName,
        String phone,
        String language,
        Instant firstMessageAt,
        Instant lastMessageAt,
        Instant optedInAt,
        String optInSource,
        Set<String> categories) {

    public Contact {
        categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
    }

    /** One that is in no category. */
    public Contact(
            long userId,
            String username,
            String firstName,
            String lastName,
            String phone,
            String language,
            Instant firstMessageAt,
            Instant lastMessageAt,
            Instant optedInAt,
            String optInSource) {
        this(
                userId,
                username,
                firstName,
                lastName,
                phone,
                language,
                firstMessageAt,
                lastMessageAt,
                optedInAt,
                optInSource,
                Set.of());
    }

    /** First and last name as far as they are known; empty when neither is. */
    public String fullName() {
        return Stream.of(firstName, lastName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "))
                .strip();
    }

    /** As people call them: by name, else by username with an @; null when neither is known. */
    public String called() {
        return !fullName().isEmpty() ? fullName() : username == null ? null : "@" + username;
    }

    /** Whether anything says that they wrote or opted in, and when. */
    boolean hasEvidence() {
        return earliestSign() != null;
    }

    /** With {@link #firstMessageAt} no later than any other time that is known. */
    Contact fromEarliestSign() {
        return withEvidence(earliestSign(), optedInAt, optInSource);
    }

    /** As it is when it has evidence; else opted in at {@code at}, on the word of the operator who imports. */
    Contact vouchedFor(Instant at) {
        return hasEvidence() ? this : withEvidence(at, at, optInSource == null ? "import" : optInSource);
    }

    /** Without what says that they opted in. */
    Contact withoutOptIn() {
        return withEvidence(firstMessageAt, null, null);
    }

    private Instant earliestSign() {
        return Stream.of(firstMessageAt, lastMessageAt, optedInAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Contact withEvidence(Instant first, Instant optedIn, String source) {
        return new Contact(
                userId,
                username,
                firstName,
                lastName,
                phone,
                language,
                first,
                lastMessageAt,
                optedIn,
                source,
                categories);
    }
}
