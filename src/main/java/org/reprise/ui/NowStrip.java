package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.reprise.access.CurrentCaller;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.ConnectionService;
import org.reprise.campaign.KnownCampaigns;
import org.reprise.delivery.report.SentSince;
import org.reprise.progress.ProgressBoard;
import org.reprise.session.SilentSenders;
import org.reprise.telegram.SessionState;

/** What matters now, over all campaigns of the account that are in sight. From memory, but for the day's messages. */
@RequestScoped
public class NowStrip {
    @Inject
    private KnownCampaigns campaigns;

    @Inject
    private ProgressBoard board;

    @Inject
    private SentSince sent;

    @Inject
    private ConnectionService connections;

    @Inject
    private SilentSenders silent;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Words words;

    /**
     * Two that are equal look the same.
     *
     * @param all campaigns that are not archived
     * @param perMinute messages, over all that run
     * @param sentToday since midnight in the operator's zone, by archived campaigns as well
     * @param uncertain recipients about whom somebody has to decide
     * @param troubled senders that cannot send or do not reach Telegram
     */
    public record Figures(int all, int running, long perMinute, long sentToday, long uncertain, int troubled)
            implements Serializable {}

    Figures read() {
        var rows = campaigns.all().stream()
                .filter(campaign -> !campaign.isArchived())
                .map(this::row)
                .toList();
        var running = rows.stream().filter(row -> row.campaign().isRunning()).toList();
        return new Figures(
                rows.size(),
                running.size(),
                running.stream().mapToLong(CampaignRow::ratePerMinute).sum(),
                sentToday(words.getZone()),
                rows.stream().mapToLong(row -> row.tally().uncertain()).sum(),
                troubled());
    }

    private CampaignRow row(Campaign campaign) {
        return CampaignRow.of(campaign, board.of(campaign.id(), campaign.tally()));
    }

    private long sentToday(ZoneId zone) {
        return sent.of(words.now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
    }

    /** One that is lost and silent as well is one sender. */
    private int troubled() {
        var troubled = new HashSet<>(silent.names(caller::maySee));
        connections.all().stream()
                .filter(status ->
                        List.of(SessionState.LOST, SessionState.LIMITED).contains(status.state()))
                .forEach(status -> troubled.add(status.session().name()));
        return troubled.size();
    }
}
