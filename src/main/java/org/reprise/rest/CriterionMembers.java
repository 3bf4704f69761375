package org.reprise.rest;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reprise.audience.Criterion;
import org.reprise.audience.Targeting;

/**
 * The members under which requests and answers give a criterion: one class for each type of value.
 *
 * @param <V> the criterion's value
 */
abstract class CriterionMembers<V> {
    private final Criterion<V> criterion;

    CriterionMembers(Criterion<V> criterion) {
        this.criterion = criterion;
    }

    abstract List<Member> declared();

    /** @throws RequestRefused what is not understood */
    abstract Optional<V> read(Members members, ZoneId zone);

    /**
     * What a request makes of the value that holds; empty: nothing is asked for.
     *
     * @throws RequestRefused what is not understood, also when it is applied
     */
    abstract UnaryOperator<Optional<V>> edit(Members members, ZoneId zone);

    abstract void addTo(JsonBody answer, Optional<V> value);

    final Targeting readInto(Targeting targeting, Members members, ZoneId zone) {
        return targeting.with(criterion, read(members, zone).orElse(null));
    }

    final UnaryOperator<Targeting> editOf(Members members, ZoneId zone) {
        var edit = edit(members, zone);
        return before ->
                before.with(criterion, edit.apply(before.find(criterion)).orElse(null));
    }

    final void addTo(JsonBody answer, Targeting targeting) {
        addTo(answer, targeting.find(criterion));
    }
}
