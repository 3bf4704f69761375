package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.reprise.metrics.Readiness;
import org.reprise.storage.Hindrance;
import org.reprise.storage.Hindrance.Kind;
import org.reprise.storage.Ownership;

/**
 * Whether clients may come in. The container takes requests while it still makes the singletons; one that reached
 * storage then would hold what the start waits for, and wait for the start. So nothing is asked of any bean that
 * reaches storage before these are open. Afterwards they close by themselves when the server loses its database or its
 * files.
 */
@ApplicationScoped
public class Doors implements Readiness {
    private final Ownership ownership;
    private volatile boolean open;
    private volatile Reason reason = new Reason("start", Problem.detail(503));

    private record Reason(String waitingFor, String detail) {}

    protected Doors() {
        this(null);
    }

    @Inject
    Doors(Ownership ownership) {
        this.ownership = ownership;
    }

    void open() {
        open = true;
    }

    /**
     * @param waitingFor what has to come first, for the health check
     * @param detail what clients are told
     */
    void keepClosed(String waitingFor, String detail) {
        reason = new Reason(waitingFor, detail);
    }

    String waitingFor() {
        return closedBy().map(Hindrance::detail).orElse(reason.waitingFor);
    }

    /** What clients are told while the doors are closed. */
    String detail() {
        return closedBy().map(Hindrance::detail).orElse(reason.detail);
    }

    void close() {
        open = false;
    }

    @Override
    public boolean hasStarted() {
        return open;
    }

    @Override
    public boolean isReady() {
        return areOpen();
    }

    boolean areOpen() {
        return open && closedBy().isEmpty();
    }

    /** @return why, when only a new start of the server opens them again */
    Optional<String> closedForGood() {
        return closedBy().filter(hindrance -> hindrance.kind() == Kind.LOST).map(Hindrance::detail);
    }

    private Optional<Hindrance> closedBy() {
        return ownership.hindrance().filter(hindrance -> hindrance.kind().closesDoors());
    }
}
