package org.reprise.audience;

import java.util.List;
import java.util.stream.Stream;

/** All criteria that there are. */
public final class Criteria {
    /** In the order in which they are asked and told. */
    public static final List<Criterion<?>> ALL = Stream.<Criterion<?>[]>of(
                    TimeCriterion.values(), CategoryCriterion.values())
            .<Criterion<?>>flatMap(Stream::of)
            .toList();

    private Criteria() {}
}
