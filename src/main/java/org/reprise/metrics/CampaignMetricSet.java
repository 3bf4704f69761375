package org.reprise.metrics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Locale;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.run.LivingRuns;
import org.reprise.progress.ProgressBoard;
import org.reprise.telegram.WaitCause;

/** What campaigns and their runs are doing. */
@Dependent
class CampaignMetricSet {
    private final CampaignRegistry campaigns;
    private final ProgressBoard progress;
    private final LivingRuns runs;
    private final DeliveryCounters counters;

    @Inject
    CampaignMetricSet(CampaignRegistry campaigns, ProgressBoard progress, LivingRuns runs, DeliveryCounters counters) {
        this.campaigns = campaigns;
        this.progress = progress;
        this.runs = runs;
        this.counters = counters;
    }

    void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("reprise_campaigns")
                .help("Campaigns by status")
                .labelNames("status")
                .callback(this::byStatus)
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_waiting")
                .help("Running campaigns that send nothing for two seconds or more, by cause")
                .labelNames("cause")
                .callback(this::byCause)
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_runs")
                .help("Runs that hand messages over or still wait for replies")
                .callback(it -> it.call(runs.count()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_commands_queued")
                .help("Replies, edits and stops that runs were told and have not taken up")
                .callback(it -> it.call(runs.queued()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_send_rate")
                .help("Recipients with an outcome a second, averaged over the last minute")
                .callback(it -> it.call(progress.ratePerSecond()))
                .register(registry);
    }

    private void byStatus(GaugeWithCallback.Callback gauge) {
        var counts = campaigns.all().stream().collect(groupingBy(Campaign::status, counting()));
        for (var status : CampaignStatus.values()) {
            gauge.call(counts.getOrDefault(status, 0L), label(status));
        }
    }

    private void byCause(GaugeWithCallback.Callback gauge) {
        for (var cause : WaitCause.values()) {
            gauge.call(counters.waitingFor(cause), label(cause));
        }
    }

    /** Such as {@code flood_wait}. */
    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
