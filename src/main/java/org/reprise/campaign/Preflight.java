package org.reprise.campaign;

import java.util.List;
import java.util.Locale;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Contact;
import org.reprise.audience.Headcount;

/**
 * What a start would do, as of now: who gets the message, and who not and why. Every contact of the sender is counted
 * once; of very many, those who are drawn are.
 *
 * @param contacts of the sender
 * @param selected whom the targeting selects
 * @param people who would get it
 * @param forecast how long that takes
 * @param reasons why the others do not, the most people first
 * @param overlaps running campaigns that some of the recipients belong to as well
 * @param sample some of the recipients
 * @param filling what a message with placeholders would say to them; null: everybody would get the same
 * @param warnings what would keep messages from arriving, or opt-outs from being heard
 */
public record Preflight(
        Headcount contacts,
        Headcount selected,
        Headcount people,
        Forecast forecast,
        List<Reason> reasons,
        List<Overlap> overlaps,
        List<Contact> sample,
        FillingForecast filling,
        List<LocalizedMessage> warnings) {

    public enum Kind {
        /** By the campaign, or by other means. */
        REACHED,
        FAILED,
        UNCERTAIN,
        /** A run has taken them up. */
        CLAIMED,
        NOT_TARGETED,
        OPTED_OUT,
        BLOCKED,
        DEACTIVATED,
        /** They had as many messages as the account's cap allows, and get this one later. */
        CAPPED,
        /** The limit leaves no room for them. */
        OVER_LIMIT;

        /** As the API has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param demand of {@code NOT_TARGETED}: what is not true of them; else null
     * @param sample some of them; empty for {@code OVER_LIMIT}, where nobody knows who comes first
     */
    public record Reason(Kind kind, LocalizedMessage demand, Headcount people, List<Contact> sample) {}

    /** @param people of the recipients whom that campaign is for, too, or has written to */
    public record Overlap(Campaign campaign, Headcount people) {}
}
