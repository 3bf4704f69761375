package org.reprise.restore;

import java.util.Map;

/**
 * That the database is not the one that the data directory watched, or as it was then.
 *
 * @param doubts all that are open from now on, those of before among them, by campaign
 * @param ahead campaigns that are remembered to have come further, by how far
 */
public record Finding(Reason reason, Map<Long, Doubt> doubts, Map<Long, Slot> ahead) {}
