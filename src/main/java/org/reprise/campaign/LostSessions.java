package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.RunThreads;
import org.reprise.delivery.run.SendEngine;
import org.reprise.session.SessionCannotSend;
import org.reprise.storage.StorageFailed;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.SessionStatus;

/** Stops the campaigns of a session that can send no more, and resumes them when it can again. */
@ApplicationScoped
public class LostSessions {
    private static final Logger LOG = Logger.getLogger(LostSessions.class.getName());

    private final CampaignRegistry registry;
    private final CampaignService desk;
    private final SendEngine engine;
    private final LimitedSessions limited;
    private final Executor threads;

    /** By their ids. */
    private final Map<Long, Session> back = new ConcurrentHashMap<>();

    /** The ids of those that are about to be limited: what storage says of them is not true any more. */
    private final Set<Long> limiting = ConcurrentHashMap.newKeySet();

    @Inject
    public LostSessions(
            CampaignRegistry registry,
            CampaignService desk,
            SendEngine engine,
            LimitedSessions limited,
            @RunThreads Executor threads) {
        this.registry = registry;
        this.desk = desk;
        this.engine = engine;
        this.limited = limited;
        this.threads = threads;
    }

    /** The runs end, and campaigns resume, in threads of their own: gateways tell this from where nobody may wait. */
    public void changed(@Observes SessionStateChanged event) {
        var session = event.status().session();
        if (event.status().isReady()) {
            back.put(session.id(), session);
            threads.execute(() -> resume(session));
        } else {
            back.remove(session.id());
            campaigns(session, Campaign::isRunning)
                    .forEach(campaign ->
                            engine.sessionLost(campaign.id(), loss(event.status()), reason(event.status())));
        }
    }

    /** One that Telegram takes for a sender of spam is limited, whichever gateway heard of it. */
    public void told(@Observes SessionCannotSend event) {
        back.remove(event.session().id());
        if (event.loss() == SendOutcome.Loss.LIMITED) {
            limiting.add(event.session().id());
            threads.execute(() -> limit(event));
        }
        campaigns(event.session(), Campaign::isRunning)
                .forEach(campaign -> engine.sessionLost(campaign.id(), event.loss(), event.cause()));
    }

    private void limit(SessionCannotSend event) {
        try {
            limited.limit(event.session(), event.cause());
        } finally {
            limiting.remove(event.session().id());
        }
    }

    private static SendOutcome.Loss loss(SessionStatus status) {
        return status.state() == SessionState.LIMITED ? SendOutcome.Loss.LIMITED : SendOutcome.Loss.DISCONNECTED;
    }

    private static String reason(SessionStatus status) {
        return status.detail() == null ? "it is not connected" : status.detail();
    }

    private void resume(Session session) {
        if (limiting.contains(session.id())) {
            return;
        }
        campaigns(session, Campaign::lostItsSession).forEach(campaign -> {
            try {
                desk.resumeLost(campaign.id());
            } catch (CampaignRefused e) {
                LOG.info(() -> "campaign " + campaign.id() + " is not resumed: " + e.getMessage());
            } catch (StorageFailed e) {
                LOG.log(e.level(), () -> "campaign " + campaign.id() + " is not resumed yet: " + e.getMessage());
            }
        });
    }

    /**
     * Resumes those that could not be when their session was back: the database was out of reach, or their run had not
     * ended yet.
     */
    void lookAgain() {
        back.values().forEach(this::resume);
    }

    private Stream<Campaign> campaigns(Session session, Predicate<Campaign> which) {
        return registry.all().stream()
                .filter(campaign -> campaign.session().id() == session.id())
                .filter(which);
    }
}
