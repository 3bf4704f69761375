package org.reprise.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.reprise.access.CurrentCaller;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.lifecycle.Readiness;
import org.reprise.session.SilentSenders;
import org.reprise.storage.DatabaseProbe;
import org.reprise.storage.FreeSpace;
import org.reprise.storage.Ownership;

/**
 * Ready: everything has started, the campaigns are in memory, the database takes a write and its disk has room. The
 * answer comes within two seconds. That Telegram is out of reach is told, and is no reason to send nobody here.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class StorageAnswers implements HealthCheck {
    private static final int MAX_NAMES = 20;

    @Inject
    private Readiness readiness;

    @Inject
    private Ownership ownership;

    @Inject
    private DatabaseProbe database;

    @Inject
    private FreeSpace space;

    @Inject
    private SilentSenders senders;

    @Inject
    private CampaignRegistry registry;

    @Inject
    private CurrentCaller caller;

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("reprise");
        if (!readiness.isReady()) {
            return answer.withData("waiting_for", readiness.waitingFor()).down().build();
        }
        var hindrance = ownership.hindrance();
        if (hindrance.isPresent()) {
            return down(answer, "database", hindrance.get().detail());
        }
        var trouble = database.ask();
        answer.withData("database", trouble.map(Object::toString).orElse("up"))
                .withData("disk_free_megabytes", space.bytes() >> 20);
        if (trouble.isPresent()) {
            return down(answer, "database", trouble.get().words());
        } else if (space.isLow()) {
            return down(answer, "disk space", space.words());
        }
        var silent = outOfReach();
        if (!silent.isEmpty()) {
            answer.withData("senders_out_of_reach", silent);
        }
        return answer.withData("campaigns", countCampaigns()).up().build();
    }

    private long countCampaigns() {
        return registry.all().stream()
                .filter(campaign -> concerns(campaign.accountId()))
                .count();
    }

    /** Whoever signed in is told of their account; who watches the whole server, by its address, of all. */
    private boolean concerns(long account) {
        return caller.find()
                .filter(who -> who.id() != null)
                .map(who -> who.maySee(account))
                .orElse(true);
    }

    /** Names of senders, as many as can be read; empty: all are in reach. */
    private String outOfReach() {
        return senders.names(this::concerns).stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    }

    private static HealthCheckResponse down(HealthCheckResponseBuilder answer, String waitingFor, String detail) {
        return answer.withData("waiting_for", waitingFor)
                .withData("detail", detail)
                .down()
                .build();
    }
}
