package org.reprise.audience;

import java.util.Locale;

/** For whom a file is. An opt-out in it counts for everybody. */
public enum ImportMode {
    /** For new people: nothing is changed of those who are there. */
    ADD,
    /** For everybody: it adds whom it brings, and completes those who are there. */
    UPDATE,
    /** For those who are there, and of the file their tags alone. */
    TAG;

    /** As programs write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
