package org.reprise.ui;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.reprise.audience.Contact;
import org.reprise.audience.Headcount;
import org.reprise.campaign.FillingForecast;
import org.reprise.campaign.Preflight;
import org.reprise.campaign.Preflight.Overlap;
import org.reprise.campaign.Preflight.Reason;

/**
 * What a start would do, in lines to be read.
 *
 * @param estimate how its numbers were estimated; empty: each contact was counted
 * @param sample names of some of the recipients; empty: there are none
 * @param leftOut who does not get it and why, the most people first
 * @param filling what a message with placeholders would say to them; null: everybody would get the same
 * @param overlaps running campaigns for the same people
 */
public record PreflightView(
        Headcount contacts,
        Headcount people,
        String estimate,
        String sample,
        List<Line> leftOut,
        FillingView filling,
        List<Line> overlaps,
        List<String> warnings)
        implements Serializable {

    /** @param sample names of some of them; empty where nobody can say */
    public record Line(Headcount people, String text, String sample) implements Serializable {}

    /**
     * @param longest how long it gets, and for whom
     * @param leftOut to whom it would go in no form, and why
     */
    public record FillingView(String longest, List<Unfilled> leftOut) implements Serializable {

        /** @param sample names of some of them */
        public record Unfilled(String people, String text, String sample) implements Serializable {}

        static FillingView of(FillingForecast forecast, Words words) {
            if (forecast == null) {
                return null;
            }
            var longest = forecast.longestFor() == null
                    ? ""
                    : words.of(
                            "preflight.longest",
                            forecast.longest(),
                            forecast.limit(),
                            names(List.of(forecast.longestFor())),
                            forecast.lookedAt());
            return new FillingView(
                    longest,
                    forecast.leftOut().stream()
                            .map(group -> new Unfilled(
                                    words.number(group.people()),
                                    words.of(
                                            "preflight.unfilled." + group.why().cause(),
                                            group.why().detail()),
                                    names(group.sample())))
                            .toList());
        }
    }

    static PreflightView of(Preflight preflight, Words words) {
        return new PreflightView(
                preflight.contacts(),
                preflight.people(),
                words.estimate(preflight.people().isEstimated() ? preflight.people() : preflight.contacts()),
                names(preflight.sample()),
                preflight.reasons().stream().map(reason -> line(reason, words)).toList(),
                FillingView.of(preflight.filling(), words),
                preflight.overlaps().stream()
                        .map(overlap -> line(overlap, words))
                        .toList(),
                preflight.warnings().stream().map(words::say).toList());
    }

    private static Line line(Reason reason, Words words) {
        return new Line(
                reason.people(),
                words.of("preflight.reason." + reason.kind(), words.say(reason.demand())),
                names(reason.sample()));
    }

    private static Line line(Overlap overlap, Words words) {
        return new Line(overlap.people(), words.label(overlap.campaign()), "");
    }

    /** Whom nobody named is told by the number. */
    private static String names(List<Contact> people) {
        return people.stream()
                .map(person -> person.called() == null ? String.valueOf(person.userId()) : person.called())
                .collect(Collectors.joining(", "));
    }
}
