package org.reprise.delivery.ledger;

import java.util.List;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The user ids that have an outcome in a campaign, compressed: about 3 bytes each for random 10-digit ids.
 *
 * <p>A hit is certain, so it may be skipped; a miss proves nothing, since the set may still be filling: the ledger's
 * key decides. Claims are not in it, for a claim may be released. Safe for many threads.
 */
public final class SentUsers {
    private final Roaring64Bitmap ids = new Roaring64Bitmap();
    private long filledTo;
    private boolean filled;

    public synchronized boolean contains(long userId) {
        return ids.contains(userId);
    }

    public synchronized void add(long userId) {
        ids.addLong(userId);
    }

    /** Everybody who was in the ledger when the filling ended is in the set. */
    public synchronized boolean filled() {
        return filled;
    }

    /** Reads the next stretch of the ledger; call until {@link #filled}. */
    public void fillMore(DeliveryLedger ledger, long campaign) {
        fill(ledger.reached(campaign, filledTo()));
    }

    private synchronized long filledTo() {
        return filledTo;
    }

    private synchronized void fill(List<Long> ascending) {
        for (long id : ascending) {
            ids.addLong(id);
            filledTo = id;
        }
        filled = ascending.size() < DeliveryLedger.READ_AHEAD;
    }
}
