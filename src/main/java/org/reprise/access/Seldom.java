package org.reprise.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reprise.TimeSource;

/** What is recorded the first time and then not for a while, since programs and pages ask again and again. */
public final class Seldom {
    private final Duration every;
    private final TimeSource time;

    /** When each was done last, of those that were lately. */
    private final Map<String, Instant> done = new ConcurrentHashMap<>();

    public Seldom(Duration every, TimeSource time) {
        this.every = every;
        this.time = time;
    }

    /** Does it, unless it was done lately for that key; what fails was not done. */
    public void once(String key, Runnable work) {
        var now = time.now();
        var last = done.get(key);
        if (last == null || isOver(last, now)) {
            work.run();
            done.values().removeIf(at -> isOver(at, now));
            done.put(key, now);
        }
    }

    private boolean isOver(Instant last, Instant now) {
        return !last.plus(every).isAfter(now);
    }
}
