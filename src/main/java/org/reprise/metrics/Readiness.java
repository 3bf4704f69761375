package org.reprise.metrics;

/** How far the server's start is. */
public interface Readiness {
    /** Whether every part of Reprise is there and may be read. */
    boolean hasStarted();

    /** Whether clients are let in. */
    boolean isReady();
}
