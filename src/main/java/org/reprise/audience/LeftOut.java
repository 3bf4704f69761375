package org.reprise.audience;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many people no campaign of the account is sent to, by the reason. */
public record LeftOut(Map<Cause, Long> people) {

    public enum Cause {
        /** By their own wish, or that of an operator for them: until they opt in again. */
        ASKED,
        /** They blocked the session: until they write again. */
        BLOCKED,
        /** Telegram said that their account is gone: until they write again. */
        DEACTIVATED
    }

    public LeftOut {
        people = Map.copyOf(people);
    }

    public long of(Cause cause) {
        return people.getOrDefault(cause, 0L);
    }

    /** Those who are not among {@code others}. */
    public LeftOut without(LeftOut others) {
        return new LeftOut(Stream.of(Cause.values())
                .filter(cause -> of(cause) > others.of(cause))
                .collect(Collectors.toMap(Function.identity(), cause -> of(cause) - others.of(cause))));
    }

    public long total() {
        return people.values().stream().mapToLong(n -> n).sum();
    }
}
