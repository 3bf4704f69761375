package org.reprise.campaign;

import java.util.List;
import org.reprise.delivery.ledger.DeliveryCounts.ReasonCount;
import org.reprise.delivery.ledger.DeliveryCounts.TimeBucket;

/**
 * A campaign and what was counted of it at one moment: its parts never contradict each other. What was sent of all
 * revisions together, and in all stretches, is what the campaign's tally says.
 *
 * @param revisions in the order of the edits
 * @param reasons the most frequent first
 * @param buckets from the first outcome to the last
 */
public record CampaignSnapshot(
        Campaign campaign, List<MessageRevision> revisions, List<ReasonCount> reasons, List<TimeBucket> buckets) {}
