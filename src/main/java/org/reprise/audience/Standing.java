package org.reprise.audience;

import java.util.Locale;
import java.util.stream.Stream;
import org.reprise.audience.LeftOut.Cause;

/** How contacts stand towards the campaigns of their sender's account. */
public enum Standing {
    ALL(null),
    /** Whom campaigns write to. */
    REACHABLE(null),
    OPTED_OUT(Cause.ASKED),
    BLOCKED(Cause.BLOCKED),
    DEACTIVATED(Cause.DEACTIVATED);

    private final Cause cause;

    Standing(Cause cause) {
        this.cause = cause;
    }

    /** Why campaigns leave them out; null: they do not, or for different reasons. */
    public Cause cause() {
        return cause;
    }

    /** @param leftOut why a contact is left out; null: they are not */
    public boolean suits(Cause leftOut) {
        return switch (this) {
            case ALL -> true;
            case REACHABLE -> leftOut == null;
            default -> leftOut == cause;
        };
    }

    /** How many of {@code all} stand like that. */
    public long of(long all, LeftOut leftOut) {
        return switch (this) {
            case ALL -> all;
            case REACHABLE -> Math.max(0, all - leftOut.total());
            default -> leftOut.of(cause);
        };
    }

    /** As addresses name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All, where {@code name} is none of them. */
    public static Standing named(String name) {
        return Stream.of(values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElse(ALL);
    }
}
