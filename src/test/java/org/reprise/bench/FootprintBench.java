package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reprise.testing.FreePort;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** How long it takes until Reprise is there, and how much of the machine it holds. */
@Tag("footprint")
@ExtendWith(Report.class)
class FootprintBench {
    private static final int STARTS = 5;
    private static final int PEOPLE = 1_000_000;

    @Test
    void startToReady() {
        var seconds = new ArrayList<Double>();
        var idle = new ArrayList<Double>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (var reprise = RepriseServer.asDeployed(Map.of())) {
                seconds.add((System.nanoTime() - begin) / 1e9);
                Contender.sleep(60_000);
                idle.add(new Watched(reprise.pid()).residentMegabytes());
            }
        }
        double ready = Report.median(seconds);
        double resident = Report.median(idle);
        Report.tell("Start to ready", Report.number(ready) + " s", "≤ 8 s", ready <= 8);
        Report.tell(
                "Idle a minute after the start, resident",
                Report.number(resident) + " MB",
                "≤ 350 MB",
                resident <= 350);
    }

    /** The heap is bounded by {@code server-config/payara/jvm.options}: who needs more than it does not end this. */
    @Test
    void aMillionAtFullSpeed() {
        try (var stage = Stage.withSandbox(TestDatabase.SQLITE, PEOPLE, 0)) {
            long begin = System.nanoTime();
            stage.start(1, "crowd");
            stage.server.await(() -> stage.client.processed(1) == PEOPLE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(stage.client.status(1).getInt("sent_count")).isEqualTo(PEOPLE);
            assertThat(stage.server.log()).doesNotContain("OutOfMemoryError");
            Report.tell(
                    "A million at full speed, a heap of 512 MB",
                    Report.number(stage.process.peakMegabytes()) + " MB resident at most, "
                            + Report.number(PEOPLE / seconds) + " messages/s, contacts copied and all",
                    "done",
                    true);
        }
    }

    @Test
    void cloneToReady() throws Exception {
        var clone = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "clone");
        long begin = System.nanoTime();
        assertThat(new ProcessBuilder("git", "clone", "-q", ".", clone.toString())
                        .start()
                        .waitFor())
                .isZero();
        var log = clone.resolve("mvn.log");
        var maven = new ProcessBuilder("mvn", "-B", "-ntp", "-Dhttp.port=" + FreePort.find())
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!Files.exists(log) || !Files.readString(log).contains("Reprise answers at")) {
                assertThat(maven.isAlive()).as(Files.readString(log)).isTrue();
                Contender.sleep(50);
            }
            Report.tell(
                    "Clone to ready", Report.number((System.nanoTime() - begin) / 1e9) + " s, warm Maven repository");
        } finally {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly().waitFor();
            TestDatabase.delete(clone);
        }
    }

    @Test
    void theWar() throws IOException {
        long bytes = Files.size(Path.of(System.getProperty("reprise.war")));
        Report.tell("WAR", Report.number(bytes / 1024.0 / 1024.0) + " MB");
    }
}
