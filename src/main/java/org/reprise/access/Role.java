package org.reprise.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;

/** What somebody may do in their account; each role may do what the ones before it may. */
public enum Role {
    /** Reads everything but what opens something. */
    VIEWER,
    /** Works with campaigns and contacts. */
    OPERATOR,
    /** Connects senders, decides about doubtful recipients, and says who else may do what. */
    OWNER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As people call it. */
    public LocalizedMessage said() {
        return LocalizedMessage.of(
                switch (this) {
                    case VIEWER -> "role.viewer";
                    case OPERATOR -> "role.operator";
                    case OWNER -> "role.owner";
                });
    }

    /** As programs and pages write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty: there is none of that name */
    public static Optional<Role> named(String name) {
        return Stream.of(values()).filter(role -> role.toString().equals(name)).findFirst();
    }
}
