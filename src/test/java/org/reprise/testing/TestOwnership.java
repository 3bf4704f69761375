package org.reprise.testing;

import java.util.Optional;
import org.reprise.storage.Hindrance;
import org.reprise.storage.Ownership;

/** Held, until a test says otherwise. */
public final class TestOwnership implements Ownership {
    private volatile Optional<Hindrance> hindrance = Optional.empty();

    @Override
    public Optional<Hindrance> hindrance() {
        return hindrance;
    }

    public void hinder(Hindrance.Kind kind) {
        hindrance = Optional.of(new Hindrance(kind, "A test wants it so: " + kind + "."));
    }

    public void giveBack() {
        hindrance = Optional.empty();
    }
}
