package org.reprise.audience;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * For whom an operator vouches that they want to be written to.
 *
 * @param at when; null: for nobody
 * @param except the user ids for whom they do not
 */
record Vouching(Instant at, Set<Long> except) {
    /** For everybody, or for nobody when {@code at} is null. */
    static Vouching at(Instant at) {
        return new Vouching(at, Set.of());
    }

    boolean isFor(Contact contact) {
        return at != null && !except.contains(contact.userId());
    }

    /** The contacts, with an opt-in where they lack evidence and are vouched for. */
    List<Contact> applied(List<Contact> contacts) {
        return contacts.stream()
                .map(contact -> isFor(contact) ? contact.vouchedFor(at) : contact)
                .toList();
    }
}
