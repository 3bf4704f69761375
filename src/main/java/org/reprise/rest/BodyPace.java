package org.reprise.rest;

import java.util.concurrent.TimeUnit;

/**
 * How fast a body has to come. Only the time in which Reprise waits for the client counts.
 *
 * @param window nanoseconds
 * @param leastBytes that have to come in each window
 */
record BodyPace(long window, long leastBytes) {
    /** What is not a file: all of it. */
    static final BodyPace WHOLE_IN_TEN_SECONDS = new BodyPace(TimeUnit.SECONDS.toNanos(10), Long.MAX_VALUE);

    /** A file: a kilobyte a second, also over a bad line that stands still for a while. */
    static final BodyPace OF_FILES = new BodyPace(TimeUnit.SECONDS.toNanos(20), 20 << 10);
}
