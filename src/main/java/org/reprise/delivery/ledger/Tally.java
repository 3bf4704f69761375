package org.reprise.delivery.ledger;

/**
 * A campaign's deliveries by state, as committed. Two are equal when they count the same.
 *
 * @param version rises with every change of the counts: of two tallies, the higher one is the newer
 */
public record Tally(long claimed, long sent, long failed, long uncertain, long version) {

    public static final Tally NOTHING = new Tally(0, 0, 0, 0);

    /** Older than any that was committed. */
    public Tally(long claimed, long sent, long failed, long uncertain) {
        this(claimed, sent, failed, uncertain, 0);
    }

    /** Everybody the limit counts: claims included, since they may have been handed over. */
    public long attempted() {
        return claimed + processed();
    }

    /** Everybody with an outcome. */
    public long processed() {
        return sent + failed + uncertain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally tally
                && claimed == tally.claimed
                && sent == tally.sent
                && failed == tally.failed
                && uncertain == tally.uncertain;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(claimed * 31 + processed());
    }
}
