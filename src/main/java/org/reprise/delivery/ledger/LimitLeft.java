package org.reprise.delivery.ledger;

import java.util.OptionalLong;

/**
 * How many more recipients a campaign's limit leaves.
 *
 * @param left 0 or more; empty without a limit
 */
public record LimitLeft(OptionalLong left) {

    /**
     * Who was begun with counts, whatever came of it.
     *
     * @param cap the limit; null for none
     */
    public static LimitLeft of(Long cap, long attempted) {
        return new LimitLeft(cap == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, cap - attempted)));
    }

    public boolean isUsedUp() {
        return left.isPresent() && left.getAsLong() == 0;
    }

    /** How many of so many there is room for. */
    int of(int wanted) {
        return (int) Math.min(wanted, left.orElse(wanted));
    }

    LimitLeft without(int taken) {
        return left.isPresent() ? new LimitLeft(OptionalLong.of(left.getAsLong() - taken)) : this;
    }
}
