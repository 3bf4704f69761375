package org.reprise.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.reprise.RepriseVersion;
import org.reprise.lifecycle.Readiness;
import org.reprise.storage.Ownership;

/** What can be told at any time, also while the server waits for its database. */
@Dependent
class ProcessMetricSet {
    private final Readiness readiness;
    private final Ownership ownership;
    private final DeliveryCounters counters;

    @Inject
    ProcessMetricSet(Readiness readiness, Ownership ownership, DeliveryCounters counters) {
        this.readiness = readiness;
        this.ownership = ownership;
        this.counters = counters;
    }

    void register(PrometheusRegistry registry) {
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
        registerServer(registry);
        registerMessages(registry);
    }

    private void registerServer(PrometheusRegistry registry) {
        var version = RepriseVersion.current();
        GaugeWithCallback.builder()
                .name("reprise_build_info")
                .help("Always 1; the label has the version")
                .labelNames("version")
                .callback(it -> it.call(1, version))
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_ready")
                .help("1: the server has started and lets clients in")
                .callback(it -> it.call(readiness.isReady() ? 1 : 0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_owner")
                .help("1: this server has the database for itself, and may send")
                .callback(it -> it.call(ownership.isHeld() ? 1 : 0))
                .register(registry);
    }

    private void registerMessages(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("reprise_messages_total")
                .help("Recipients of campaigns by what became of them, since the start of the server")
                .labelNames("outcome")
                .callback(it -> {
                    it.call(counters.sent(), "sent");
                    it.call(counters.failed(), "failed");
                    it.call(counters.uncertain(), "uncertain");
                    it.call(counters.leftOut(), "left_out");
                })
                .register(registry);
    }
}
