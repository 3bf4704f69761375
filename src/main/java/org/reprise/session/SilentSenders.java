package org.reprise.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;

/** The senders that do not reach Telegram: they hear nothing, or what they sent was not answered. From memory. */
@ApplicationScoped
public class SilentSenders {
    private final SenderReach reach;
    private final SessionLanes lanes;

    @Inject
    SilentSenders(SenderReach reach, SessionLanes lanes) {
        this.reach = reach;
        this.lanes = lanes;
    }

    /**
     * In order.
     *
     * @param accounts whose senders are asked for
     */
    public List<String> names(LongPredicate accounts) {
        var out = lanes.all().stream().filter(SessionLane::isOut).map(SessionLane::session);
        return Stream.concat(reach.outOfReach().stream(), out)
                .filter(session -> accounts.test(session.accountId()))
                .map(Session::name)
                .distinct()
                .sorted()
                .toList();
    }
}
