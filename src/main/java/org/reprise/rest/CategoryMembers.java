package org.reprise.rest;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.reprise.audience.CategoryCriterion;

/** Names of categories; answers have an empty array when nothing is asked for. */
final class CategoryMembers extends CriterionMembers<List<String>> {
    private final String name;

    CategoryMembers(CategoryCriterion criterion) {
        super(criterion);
        this.name = criterion.key();
    }

    @Override
    List<Member> declared() {
        return List.of(Member.texts(name));
    }

    @Override
    Optional<List<String>> read(Members members, ZoneId zone) {
        return Optional.of(members.texts(name).stream().distinct().toList()).filter(names -> !names.isEmpty());
    }

    @Override
    UnaryOperator<Optional<List<String>>> edit(Members members, ZoneId zone) {
        return members.has(name) ? before -> read(members, zone) : UnaryOperator.identity();
    }

    @Override
    void addTo(JsonBody answer, Optional<List<String>> names) {
        answer.and(name, JsonBody.array(names.orElse(List.of())));
    }
}
