package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.reprise.LocalizedMessage;
import org.reprise.telegram.Connectors;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Session;

/** Tells operators when opt-outs are not heard. Answered from memory. */
@ApplicationScoped
public class HearingService {
    private final Connectors connectors;
    private final Clock clock;

    @Inject
    public HearingService(Connectors connectors, Clock clock) {
        this.connectors = connectors;
        this.clock = clock;
    }

    /** A sandbox always hears. */
    public Hearing hearing(Session session) {
        return connectors
                .of(session)
                .map(connector -> connector.hearing(session))
                .orElseGet(Hearing.Listening::new);
    }

    /** What to know before the session sends: at most one warning. */
    public List<LocalizedMessage> warnings(Session session) {
        return warning(session).stream().toList();
    }

    /** Empty while it hears, or will within a minute. */
    public Optional<LocalizedMessage> warning(Session session) {
        var hearing = hearing(session);
        return hearing.isWorthAWarning(clock.instant()) ? said(session, hearing) : Optional.empty();
    }

    private static Optional<LocalizedMessage> said(Session session, Hearing hearing) {
        if (hearing instanceof Hearing.Deaf deaf) {
            return Optional.of(
                    said(session.name(), deaf.cause(), deaf.words() == null ? "" : " (" + deaf.words() + ")"));
        }
        return hearing instanceof Hearing.CatchingUp
                ? Optional.of(LocalizedMessage.of("hearing.catching-up", session.name()))
                : Optional.empty();
    }

    private static LocalizedMessage said(String name, Hearing.Cause cause, String words) {
        return switch (cause) {
            case FOREIGN_WEBHOOK -> LocalizedMessage.of("hearing.foreign-webhook", name, words);
            case OTHER_PROGRAM -> LocalizedMessage.of("hearing.other-program", name);
            case WEBHOOK_LOST -> LocalizedMessage.of("hearing.webhook-lost", name, words);
            case UNDELIVERED -> LocalizedMessage.of("hearing.undelivered", name, words);
            case REFUSED -> LocalizedMessage.of("hearing.refused", name, words);
            case UNREACHABLE -> LocalizedMessage.of("hearing.unreachable", name, words);
            case NOT_KEPT -> LocalizedMessage.of("hearing.not-kept", name);
        };
    }
}
