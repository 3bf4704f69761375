package org.reprise.storage;

import java.util.Optional;

/**
 * Whether this server may work on its database. Only one server at a time may: two would each write to the same people.
 *
 * <p>Asked before every message and every write, on any thread; an answer costs less than a microsecond.
 */
public interface Ownership {
    /** Of a database that nobody else can have, such as a test's. */
    Ownership UNSHARED = Optional::empty;

    /** @return empty while this server may send and write; else why it may not */
    Optional<Hindrance> hindrance();

    /** Nothing was tried. */
    final class NotHeld extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private NotHeld(String detail) {
            super(detail);
        }
    }

    default boolean isHeld() {
        return hindrance().isEmpty();
    }

    /** @throws StorageUnavailable unless it is held */
    default void require() {
        hindrance().ifPresent(hindrance -> {
            throw new StorageUnavailable(new NotHeld(hindrance.detail()));
        });
    }
}
