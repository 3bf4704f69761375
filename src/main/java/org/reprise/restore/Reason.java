package org.reprise.restore;

import org.reprise.Said;

/** Why a database is not trusted before an operator accepts it; of two that hold, the later one here is told. */
public enum Reason {
    /** A copy has taken its place. It lacks nobody whom the data directory remembers. */
    REPLACED,
    /** It lacks people whom the data directory remembers, so many exactly. */
    OLDER,
    /** It is new, and the data directory remembers campaigns of another one. */
    EMPTY,
    /** The data directory did not watch it: nobody knows whom it lacks. */
    ELSEWHERE;

    /** What was found, in a sentence. */
    public Said said() {
        return switch (this) {
            case REPLACED -> Said.of("restore.replaced");
            case OLDER -> Said.of("restore.older");
            case EMPTY -> Said.of("restore.empty");
            case ELSEWHERE -> Said.of("restore.elsewhere");
        };
    }
}
