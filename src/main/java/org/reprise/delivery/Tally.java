package org.reprise.delivery;

/** A campaign's deliveries by state, as committed. */
public record Tally(long claimed, long sent, long failed, long uncertain) {

    public static final Tally NOTHING = new Tally(0, 0, 0, 0);

    /** Everybody the limit counts: claims included, since they may have been handed over. */
    public long attempted() {
        return claimed + processed();
    }

    /** Everybody with an outcome. */
    public long processed() {
        return sent + failed + uncertain;
    }
}
