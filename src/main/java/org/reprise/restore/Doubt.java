package org.reprise.restore;

/**
 * A campaign that may have reached people whom the database does not know.
 *
 * @param people at most so many; null: nobody knows how many
 */
public record Doubt(long campaign, Long people) {

    /** Of two findings both hold. */
    Doubt and(Doubt other) {
        return new Doubt(campaign, people == null || other.people == null ? null : people + other.people);
    }
}
