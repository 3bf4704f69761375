package org.reprise.telegram.botapi;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.reprise.TimeSource;

/** What every reception works with. */
@Dependent
class ReceptionTools {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final BotApiClient wire;
    private final Webhooks webhooks;
    private final UpdateHandler intake;
    private final Health health;
    private final Threads threads;
    private final TimeSource time;
    private final Duration lookEvery;

    @Inject
    ReceptionTools(
            BotApiClient wire,
            Webhooks webhooks,
            UpdateHandler intake,
            Health health,
            Threads threads,
            TimeSource time) {
        this(wire, webhooks, intake, health, threads, time, LOOK_EVERY);
    }

    /** @param lookEvery the time from one look at a bot's webhook to the next */
    ReceptionTools(
            BotApiClient wire,
            Webhooks webhooks,
            UpdateHandler intake,
            Health health,
            Threads threads,
            TimeSource time,
            Duration lookEvery) {
        this.wire = wire;
        this.webhooks = webhooks;
        this.intake = intake;
        this.health = health;
        this.threads = threads;
        this.time = time;
        this.lookEvery = lookEvery;
    }

    BotApiClient wire() {
        return wire;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    UpdateHandler intake() {
        return intake;
    }

    Health health() {
        return health;
    }

    HearingStatus hearing() {
        return health.hearing();
    }

    Threads threads() {
        return threads;
    }

    TimeSource time() {
        return time;
    }

    Duration lookEvery() {
        return lookEvery;
    }
}
