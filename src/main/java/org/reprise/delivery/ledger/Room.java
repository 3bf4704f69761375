package org.reprise.delivery.ledger;

import java.util.OptionalLong;

/**
 * How many more recipients a campaign's limit leaves.
 *
 * @param left 0 or more; empty without a limit
 */
public record Room(OptionalLong left) {

    /**
     * Who was begun with counts, whatever came of it.
     *
     * @param cap the limit; null for none
     */
    public static Room of(Long cap, long attempted) {
        return new Room(cap == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, cap - attempted)));
    }

    public boolean isUsedUp() {
        return left.isPresent() && left.getAsLong() == 0;
    }

    /** How many of so many there is room for. */
    int of(int wanted) {
        return (int) Math.min(wanted, left.orElse(wanted));
    }

    Room without(int taken) {
        return left.isPresent() ? new Room(OptionalLong.of(left.getAsLong() - taken)) : this;
    }
}
