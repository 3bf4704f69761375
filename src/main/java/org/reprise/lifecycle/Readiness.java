package org.reprise.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.reprise.storage.Hindrance;
import org.reprise.storage.Hindrance.Kind;
import org.reprise.storage.Ownership;

/**
 * Whether clients may come in. The container takes requests while it still makes the singletons; one that reached
 * storage then would hold what the start waits for, and wait for the start. So nothing is asked of any bean that
 * reaches storage before Reprise is ready. It is ready no more when the server loses its database or its files.
 */
@ApplicationScoped
public class Readiness {
    /** What clients are told who come too early. */
    public static final String NOT_READY = "Reprise is not ready; try again soon.";

    private final Ownership ownership;
    private volatile boolean started;
    private volatile Reason reason = new Reason("start", NOT_READY);

    private record Reason(String waitingFor, String detail) {}

    @Inject
    public Readiness(Ownership ownership) {
        this.ownership = ownership;
    }

    void markReady() {
        started = true;
    }

    /**
     * @param waitingFor what has to come first, for the health check
     * @param detail what clients are told
     */
    void waitFor(String waitingFor, String detail) {
        reason = new Reason(waitingFor, detail);
    }

    public String waitingFor() {
        return closedBy().map(Hindrance::detail).orElse(reason.waitingFor);
    }

    /** What clients are told while they are not let in. */
    public String detail() {
        return closedBy().map(Hindrance::detail).orElse(reason.detail);
    }

    void markStopping() {
        started = false;
    }

    /** Whether every part of Reprise is there and may be read. */
    public boolean hasStarted() {
        return started;
    }

    /** Whether clients are let in. */
    public boolean isReady() {
        return started && closedBy().isEmpty();
    }

    /** @return why, when only a new start of the server opens them again */
    public Optional<String> lostForGood() {
        return closedBy().filter(hindrance -> hindrance.kind() == Kind.LOST).map(Hindrance::detail);
    }

    private Optional<Hindrance> closedBy() {
        return ownership.hindrance().filter(hindrance -> hindrance.kind().letsNobodyIn());
    }
}
