package org.reprise.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.reprise.storage.CommitTimes;
import org.reprise.storage.ConnectionPool;
import org.reprise.storage.DatabaseProbe;
import org.reprise.storage.FreeSpace;
import org.reprise.storage.Storage;

/** How the database and the disk are. */
@Dependent
class StorageMetricSet {
    private final BooleanSupplier databaseUp;
    private final Supplier<ConnectionPool.Use> connections;
    private final Supplier<CommitTimes> commits;
    private final FreeSpace space;

    @Inject
    StorageMetricSet(Storage storage, DatabaseProbe probe, ConnectionPool pool, FreeSpace space) {
        this(() -> probe.known().isEmpty(), pool::use, storage::commits, space);
    }

    /** @param commits asked at a scrape: storage is not there before the start */
    StorageMetricSet(
            BooleanSupplier databaseUp,
            Supplier<ConnectionPool.Use> connections,
            Supplier<CommitTimes> commits,
            FreeSpace space) {
        this.databaseUp = databaseUp;
        this.connections = connections;
        this.commits = commits;
        this.space = space;
    }

    void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("reprise_database_up")
                .help("1: the database takes reads and writes, as known within the last ten seconds")
                .callback(it -> it.call(databaseUp.getAsBoolean() ? 1 : 0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_database_connections")
                .help("Open connections to the database by state")
                .labelNames("state")
                .callback(this::connections)
                .register(registry);
        GaugeWithCallback.builder()
                .name("reprise_database_waiting_threads")
                .help("Threads that wait for a connection to the database")
                .callback(it -> it.call(connections.get().waiting()))
                .register(registry);
        registry.register((Collector) () -> commitTimes(commits.get()));
        GaugeWithCallback.builder()
                .name("reprise_disk_free_bytes")
                .help("Room on the disk of the data directory, looked up at least every ten seconds")
                .callback(this::diskFree)
                .register(registry);
    }

    private void connections(GaugeWithCallback.Callback gauge) {
        var now = connections.get();
        gauge.call(now.active(), "active");
        gauge.call(now.idle(), "idle");
    }

    private void diskFree(GaugeWithCallback.Callback gauge) {
        if (space.isKnown()) {
            gauge.call(space.bytes());
        }
    }

    private static HistogramSnapshot commitTimes(CommitTimes commits) {
        var sum = commits.totalSeconds();
        return HistogramSnapshot.builder()
                .name("reprise_commit_seconds")
                .help("How long writes took until they were committed, the wait for their turn included")
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(commits.boundSeconds(), commits.counts()))
                        .sum(sum)
                        .build())
                .build();
    }
}
