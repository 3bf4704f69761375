package org.reprise.rest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.IsoTime;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;

/** A time, and whether to lie after it or before. Answers have neither when nothing is asked for. */
final class TimeMembers extends CriterionMembers<Bound> {
    private static final Map<String, Side> SIDES =
            Stream.of(Side.values()).collect(Collectors.toMap(Side::word, Function.identity()));

    private final String name;
    private final String sideName;

    TimeMembers(TimeCriterion criterion) {
        super(criterion);
        this.name = criterion.key();
        this.sideName = criterion.sideKey();
    }

    @Override
    List<Member> declared() {
        return List.of(Member.time(name), Member.choice(sideName, Side.values()));
    }

    @Override
    Optional<Bound> read(Members members, ZoneId zone) {
        return edit(members, zone).apply(Optional.empty());
    }

    /** Time and side may be named alone: the other one stays. A time that is null takes the bound away. */
    @Override
    UnaryOperator<Optional<Bound>> edit(Members members, ZoneId zone) {
        var side = members.optionalText(sideName).map(SIDES::get);
        if (!members.has(name)) {
            return before -> before.isEmpty()
                    ? withoutTime(side)
                    : before.map(bound -> new Bound(bound.time(), side.orElse(bound.side())));
        }
        var time = members.optionalText(name).map(text -> instant(text, zone));
        return before -> time.isEmpty()
                ? withoutTime(side)
                : time.map(at ->
                        new Bound(at, side.or(() -> before.map(Bound::side)).orElse(Side.AFTER)));
    }

    private Optional<Bound> withoutTime(Optional<Side> side) {
        if (side.filter(Side.BEFORE::equals).isPresent()) {
            throw RequestRefused.invalid(sideName, sideName + " is before, but " + name + " is missing.");
        }
        return Optional.empty();
    }

    private Instant instant(String text, ZoneId zone) {
        return IsoTime.read(text, zone)
                .orElseThrow(() -> RequestRefused.invalid(
                        name,
                        name + " must be a time, such as 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+02:00; without its"
                                + " offset, as 2026-01-31T09:30, it is taken in the time zone " + zone + "."));
    }

    @Override
    void addTo(JsonBody answer, Optional<Bound> value) {
        value.ifPresent(bound ->
                answer.and(name, bound.time()).and(sideName, bound.side().word()));
    }
}
