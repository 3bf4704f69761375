package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether clients may come in. The container takes requests while it still makes the singletons; one that reached
 * storage then would hold what the start waits for, and wait for the start. So nothing is asked of any other bean
 * before these are open.
 */
@ApplicationScoped
public class Doors {
    private volatile boolean open;
    private volatile String waitingFor = "start";

    void open() {
        open = true;
    }

    /** @param reason what has to come first, for the health check */
    void keepClosed(String reason) {
        waitingFor = reason;
    }

    String waitingFor() {
        return waitingFor;
    }

    void close() {
        open = false;
    }

    boolean areOpen() {
        return open;
    }
}
