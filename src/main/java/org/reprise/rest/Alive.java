package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.reprise.lifecycle.Readiness;

/**
 * Answers, and a new start would not help. A database out of reach is no reason for one: runs wait for it. One that
 * another server has taken over is.
 */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {
    @Inject
    private Readiness readiness;

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("reprise");
        return readiness
                .lostForGood()
                .map(reason -> answer.withData("reason", reason).down())
                .orElseGet(answer::up)
                .build();
    }
}
