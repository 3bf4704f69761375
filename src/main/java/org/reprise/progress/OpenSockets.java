package org.reprise.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.faces.event.WebsocketEvent;
import jakarta.faces.event.WebsocketEvent.Closed;
import jakarta.faces.event.WebsocketEvent.Opened;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the web sockets of pages: each message is sent to all of them, one after the other. */
@ApplicationScoped
public class OpenSockets {
    /** Some pages for each operator of a large team. */
    public static final int MAX = 200;

    private final AtomicInteger open = new AtomicInteger();

    void opened(@Observes @Opened WebsocketEvent event) {
        open.incrementAndGet();
    }

    void closed(@Observes @Closed WebsocketEvent event) {
        open.decrementAndGet();
    }

    public boolean areTooMany() {
        return open.get() >= MAX;
    }
}
