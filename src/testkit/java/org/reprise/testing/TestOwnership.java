package org.reprise.testing;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.reprise.storage.Hindrance;
import org.reprise.storage.Ownership;

/** Held, until a test says otherwise. */
public final class TestOwnership implements Ownership {
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile Optional<Hindrance> hindrance = Optional.empty();

    @Override
    public Optional<Hindrance> hindrance() {
        var now = hindrance;
        if (now.isPresent()) {
            refusals.incrementAndGet();
        }
        return now;
    }

    public void hinder(Hindrance.Kind kind) {
        hindrance = Optional.of(new Hindrance(kind, "A test wants it so: " + kind + "."));
    }

    /** How often it was asked in vain. */
    public int refusals() {
        return refusals.get();
    }

    public void giveBack() {
        hindrance = Optional.empty();
    }
}
