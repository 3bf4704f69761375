package org.reprise.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.access.Caller;
import org.reprise.session.SessionLane;
import org.reprise.session.SessionLanes;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;

/** Which sessions pause, and which bots hear Telegram. */
@Dependent
class SessionMetricSet {
    /** Anybody may open sandboxes, and each label value is kept by Prometheus for weeks: the oldest sessions win. */
    static final int MAX_SESSIONS = 200;

    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s()-]{5,}");

    private final SessionLanes lanes;
    private final SenderReach reach;
    private final Clock clock;

    private record Paused(Session session, SessionLane.Pause pause) {}

    @Inject
    SessionMetricSet(SessionLanes lanes, SenderReach reach, Clock clock) {
        this.lanes = lanes;
        this.reach = reach;
        this.clock = clock;
    }

    void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("reprise_session_pause_seconds")
                .help("How long a pausing session still sends nothing; a session that does not pause is not here")
                .labelNames("session", "cause")
                .callback(this::pauses)
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_sessions_out_of_reach")
                .help("Sessions that hear nothing from Telegram or get no proper answer")
                .callback(it -> it.call(outOfReach()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_bot_last_poll_timestamp_seconds")
                .help("When Telegram last answered whether there is news for the bot; before that, when it was opened")
                .labelNames("session")
                .callback(this::lastPolls)
                .register(registry);
    }

    private void pauses(GaugeWithCallback.Callback gauge) {
        lanes.all().stream()
                .flatMap(lane -> lane.knownPause(lane.nanos()).map(pause -> new Paused(lane.session(), pause)).stream())
                .sorted(Comparator.comparing(paused -> paused.session.id()))
                .limit(MAX_SESSIONS)
                .forEach(paused -> gauge.call(
                        paused.pause.left().toNanos() / 1e9,
                        label(paused.session),
                        CampaignMetricSet.label(paused.pause.cause())));
    }

    private long outOfReach() {
        var out = lanes.all().stream().filter(SessionLane::isOut).map(SessionLane::session);
        return Stream.concat(reach.outOfReach().stream(), out)
                .map(Session::id)
                .distinct()
                .count();
    }

    private void lastPolls(GaugeWithCallback.Callback gauge) {
        double now = clock.millis() / 1e3;
        reach.lastHeard().stream()
                .filter(heard -> heard.session().kind() == Session.Kind.BOT)
                .sorted(Comparator.comparing(heard -> heard.session().id()))
                .limit(MAX_SESSIONS)
                .forEach(heard -> gauge.call(now - heard.age().toNanos() / 1e9, label(heard.session())));
    }

    /** The session's name, unless that is somebody's phone number, or may be another one's of the first account. */
    private static String label(Session session) {
        return Optional.of(session.name())
                .filter(name -> session.accountId() == Caller.FIRST_ACCOUNT)
                .filter(name -> !PHONE.matcher(name).matches())
                .orElseGet(() -> "session " + session.id());
    }
}
