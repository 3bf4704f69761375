package org.reprise.restore;

import org.reprise.LocalizedMessage;

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
    public LocalizedMessage said() {
        return switch (this) {
            case REPLACED -> LocalizedMessage.of("restore.replaced");
            case OLDER -> LocalizedMessage.of("restore.older");
            case EMPTY -> LocalizedMessage.of("restore.empty");
            case ELSEWHERE -> LocalizedMessage.of("restore.elsewhere");
        };
    }
}
