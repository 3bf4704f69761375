package org.reprise.ui;

import java.util.List;
import org.reprise.campaign.Campaign;

/**
 * What somebody else saved while one was typing, for whoever has to choose.
 *
 * @param onlyTheirs of what comes with the message, a line for each thing that they have and I have not
 * @param onlyMine the other way round
 */
public record Theirs(Campaign campaign, List<String> onlyTheirs, List<String> onlyMine) {

    static Theirs of(Campaign campaign, List<String> theirs, List<String> mine) {
        return new Theirs(campaign, without(theirs, mine), without(mine, theirs));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }
}
