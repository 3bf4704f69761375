package org.reprise.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import org.reprise.audience.ContactSync;
import org.reprise.campaign.ConnectionService;
import org.reprise.campaign.HearingService;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionStatus;

/** A session as clients see it: a name, never a credential. */
@Dependent
class SessionAnswers {
    @Inject
    private ConnectionService desk;

    @Inject
    private ContactSync sync;

    @Inject
    private HearingService hearing;

    @Inject
    private Clock clock;

    JsonBody session(SessionStatus status) {
        var session = status.session();
        var pause = desk.pause(session);
        var pace = desk.rate(session);
        return JsonBody.with("id", session.id())
                .and("name", session.name())
                .and("kind", SessionForm.lower(session.kind()))
                .and("gateway", SessionForm.lower(session.via()))
                .and("account_id", session.accountId())
                .and("phone", session.phone())
                .and("state", SessionForm.lower(status.state()))
                .and("detail", status.detail())
                .and("rate", BigDecimal.valueOf(pace.holds()))
                .and("wished_rate", BigDecimal.valueOf(pace.wished()))
                .and("rate_held_by", pace.limit() == null ? null : pace.limit().words())
                .and("paid_broadcast", session.paidBroadcast())
                .and("waiting_for", pause.map(each -> each.cause().toString()).orElse(null))
                .and(
                        "waiting_until",
                        pause.map(each -> Times.wholeSeconds(clock.instant().plus(each.left())))
                                .orElse(null))
                .and("hearing", hearing(session))
                .andIfThere("chats_copied", sync.progress(session).orElse(null))
                .andIfThere("all_chats_copied", session.listsItsChats() ? sync.isComplete(session) : null);
    }

    private JsonBody hearing(Session session) {
        var now = hearing.hearing(session);
        var warning = hearing.warning(session).orElse(null);
        if (now instanceof Hearing.Deaf deaf) {
            return JsonBody.with("state", "deaf")
                    .and("cause", SessionForm.lower(deaf.cause()))
                    .and("since", deaf.since())
                    .and("words", deaf.words())
                    .andIfThere("warning", warning);
        }
        return now instanceof Hearing.CatchingUp behind
                ? JsonBody.with("state", "catching_up")
                        .and("since", behind.since())
                        .andIfThere("warning", warning)
                : JsonBody.with("state", "listening");
    }
}
