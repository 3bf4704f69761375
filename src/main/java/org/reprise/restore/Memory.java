package org.reprise.restore;

import java.util.Map;
import java.util.UUID;

/**
 * What a data directory remembers of one database.
 *
 * @param id of this memory: a database names the one that watched it last
 * @param installation the database
 * @param database where it lay
 * @param atHome whether the memory lies where it was made; false: it is a copy, as old as that
 * @param slots by campaign
 */
record Memory(UUID id, UUID installation, Place database, boolean atHome, Map<Long, Slot> slots) {

    boolean knowsClaims() {
        return slots.values().stream().anyMatch(slot -> slot.claims() > 0);
    }
}
