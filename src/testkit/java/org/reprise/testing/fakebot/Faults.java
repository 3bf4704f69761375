package org.reprise.testing.fakebot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are in force, and whom they have met. */
final class Faults {
    private final List<Armed> armed = new CopyOnWriteArrayList<>();

    private static final class Armed {
        final Fault fault;
        private final Set<Long> met = new HashSet<>();
        private long fitting;

        Armed(Fault fault) {
            this.fault = fault;
        }

        synchronized boolean meets(Call call) {
            return fault.fits(call)
                    && (!fault.isOncePerChat() || met.add(call.chat()))
                    && ++fitting % fault.every() == 0;
        }
    }

    void arm(Fault fault) {
        armed.add(new Armed(fault));
    }

    void clear() {
        armed.clear();
    }

    /** Null for most. */
    Fault meets(Call call) {
        for (var each : armed) {
            if (each.meets(call)) {
                return each.fault;
            }
        }
        return null;
    }
}
