package org.reprise.campaign;

import java.time.Duration;
import org.reprise.message.TextFormat;

/**
 * A change of some of a campaign's settings; null members keep their value.
 *
 * @param name a blank one clears it
 * @param changesLimit whether {@code limit} is meant: a null limit then clears it
 * @param ifVersion the version that the editor saw, or null when any will do
 * @param extras {@link ExtrasEdit#NOTHING} keeps them; not null
 * @param targeting {@link TargetingEdit#NOTHING} keeps it; not null. Another one is refused while the campaign runs
 */
public record CampaignEdit(
        Long accountId,
        String session,
        String text,
        boolean changesLimit,
        Long limit,
        Duration pace,
        Integer ifVersion,
        String name,
        TextFormat format,
        ExtrasEdit extras,
        TargetingEdit targeting) {}
