package org.reprise.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.reprise.lifecycle.Readiness;

/**
 * What a scrape answers. Until the server has started it has the numbers of the process alone: the parts of the others
 * may wait for the database, and those who ask would wait with them.
 */
@ApplicationScoped
public class MetricsPage {
    private final Readiness readiness;
    private final PrometheusRegistry process = new PrometheusRegistry();
    private final PrometheusRegistry work = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    /** The text formats of Prometheus. */
    public enum Format {
        /** Version 0.0.4. */
        TEXT,
        /** OpenMetrics 1.0.0. */
        OPEN_METRICS
    }

    @Inject
    MetricsPage(
            Readiness readiness,
            ProcessMetricSet processMetrics,
            CampaignMetricSet campaigns,
            SessionMetricSet sessions,
            StorageMetricSet storage) {
        this.readiness = readiness;
        processMetrics.register(process);
        campaigns.register(work);
        sessions.register(work);
        storage.register(work);
    }

    public byte[] write(Format format) {
        var page = new ByteArrayOutputStream();
        try {
            writer(format).write(page, scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toByteArray();
    }

    /** With the format's version and encoding. */
    public String contentType(Format format) {
        return writer(format).getContentType();
    }

    private ExpositionFormatWriter writer(Format format) {
        return switch (format) {
            case TEXT -> formats.getPrometheusTextFormatWriter();
            case OPEN_METRICS -> formats.getOpenMetricsTextFormatWriter();
        };
    }

    private MetricSnapshots scrape() {
        var snapshots = process.scrape().stream();
        return new MetricSnapshots(
                (readiness.hasStarted() ? Stream.concat(snapshots, work.scrape().stream()) : snapshots).toList());
    }
}
