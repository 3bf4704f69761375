package org.reprise.telegram.botapi;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What every reception works with. */
@Dependent
class ReceptionTools {
    private final Wire wire;
    private final Webhooks webhooks;
    private final Intake intake;
    private final Health health;
    private final Threads threads;

    @Inject
    ReceptionTools(Wire wire, Webhooks webhooks, Intake intake, Health health, Threads threads) {
        this.wire = wire;
        this.webhooks = webhooks;
        this.intake = intake;
        this.health = health;
        this.threads = threads;
    }

    Wire wire() {
        return wire;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Intake intake() {
        return intake;
    }

    Health health() {
        return health;
    }

    Threads threads() {
        return threads;
    }
}
