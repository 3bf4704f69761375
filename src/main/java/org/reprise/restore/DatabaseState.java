package org.reprise.restore;

import java.util.Map;
import java.util.UUID;

/**
 * The database as a start finds it.
 *
 * @param installation which one it is; null: it was never opened by a Reprise that knows of restores
 * @param memory that watched it last; null: none was ever made
 * @param notice that stands, or null
 * @param campaigns how far it knows each of its campaigns
 * @param lost how far others had come when they were lost
 * @param doubts that are not settled, by campaign
 */
record DatabaseState(
        UUID installation,
        UUID memory,
        Place place,
        Reason notice,
        Map<Long, Slot> campaigns,
        Map<Long, Slot> lost,
        Map<Long, Doubt> doubts) {

    boolean isEmpty() {
        return campaigns.isEmpty();
    }

    Slot slot(long campaign) {
        return campaigns.getOrDefault(campaign, lost.getOrDefault(campaign, Slot.NOTHING));
    }
}
