package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reprise.testing.FreePort;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/**
 * Messages a second over the whole path, from the audience to the durable outcome, beside clients that fire the same
 * requests and remember nothing, and beside what a script would do. Telegram lets a bot send 1,000 a second, so there
 * are several of them.
 */
@Tag("dispatch")
@ExtendWith(Report.class)
class DispatchBench {
    /** So many that not their limits are what is measured. */
    private static final int BOTS = 64;

    private static final int FEW_BOTS = 16;
    private static final int MANY_BOTS = 200;
    private static final int IN_FLIGHT = 32;
    private static final int STRETCHES = 3;

    /** Of one bot: enough for the longest warm-up and the stretches. */
    private static final long CONTACTS = 70_000;

    /** Of all bots together, likewise. */
    private static final long ALL_CONTACTS = 2_000_000;

    private final FakeTelegram telegram = FakeTelegram.start();
    private final String token = telegram.bot(1);

    @Test
    void repliesAtOnce() throws Exception {
        try (telegram) {
            telegram.keepsNoRecord();
            var bare = new ArrayList<>(bare("httpclient"));
            double sockets = Report.median(bare("sockets"));
            double grammy = 0;
            double bullmq = 0;
            if (Npm.install()) {
                grammy = grammy();
                bullmq = bullmq();
            }
            var sqlite = whole(TestDatabase.SQLITE, BOTS);
            var postgresql = whole(TestDatabase.POSTGRESQL, BOTS);
            bare.addAll(bare("httpclient"));
            tell("SQLite", sqlite, Report.median(bare), sockets, grammy, bullmq);
            tell("PostgreSQL", postgresql, Report.median(bare), sockets, grammy, bullmq);
        }
    }

    private static void tell(String database, double whole, double bare, double sockets, double grammy, double bullmq) {
        var what = "Dispatch, replies at once, " + database;
        Report.compare(what, whole, "messages/s", "bare HTTP client", bare, 0.8);
        Report.compare(what, whole, "messages/s", "bare sockets", sockets, 0);
        if (grammy > 0) {
            Report.compare(what, whole, "messages/s", "grammY and SQLite", grammy, 5);
        }
        if (bullmq > 0) {
            Report.compare(what, whole, "messages/s", "grammY and BullMQ", bullmq, 0);
        }
    }

    private List<Double> bare(String how) {
        try (var contender = Contender.bare(how, telegram, token, IN_FLIGHT)) {
            return tellRates("bare " + how, contender.process());
        }
    }

    private double grammy() throws Exception {
        var file = Files.createTempFile(Npm.DIRECTORY, "sent", ".db");
        try (var script = Contender.script("grammy.js", telegram, token, Map.of("FILE", file.toString()))) {
            return Report.median(tellRates("grammY and SQLite", script.process()));
        }
    }

    /** 0 when this machine has no Redis. */
    private double bullmq() throws Exception {
        if (!Npm.isThere("redis-server")) {
            System.out.println("BENCH there is no redis-server (Debian: redis-server), so nothing of BullMQ.");
            return 0;
        }
        var port = String.valueOf(FreePort.find());
        var redis = new ProcessBuilder("redis-server", "--bind", "127.0.0.1", "--port", port, "--appendonly", "yes")
                .directory(Files.createTempDirectory(Npm.DIRECTORY, "redis").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var script = Contender.script("bullmq.js", telegram, token, Map.of("REDIS_PORT", port))) {
            return Report.median(tellRates("grammY and BullMQ", script.process()));
        } finally {
            redis.destroy();
        }
    }

    private List<Double> tellRates(String who, Watched process) {
        Contender.warmUp(telegram);
        // first and last: to ask takes a moment, in which sending goes on
        double collecting = process.collectorSeconds();
        double cpu = process.cpuSeconds();
        long begin = System.nanoTime();
        long sent = telegram.count();
        var rates = Contender.rates(telegram, STRETCHES);
        cpu = process.cpuSeconds() - cpu;
        sent = telegram.count() - sent;
        long nanos = System.nanoTime() - begin;
        collecting = (process.collectorSeconds() - collecting) * 1e9 / nanos;
        Report.tell(
                "Dispatch, replies at once, " + who,
                Report.number(Report.median(rates)) + " messages/s, " + Report.number(cpu / sent * 1e6)
                        + " µs of processor each, " + Report.number(100 * collecting) + " % of the time collecting, "
                        + Report.number(process.peakMegabytes()) + " MB");
        return rates;
    }

    private double whole(TestDatabase database, int bots) {
        try (var stage = Stage.withBots(database, telegram)) {
            for (int bot = 1; bot <= bots; bot++) {
                stage.connectBot(telegram, bot, Math.min(CONTACTS, ALL_CONTACTS / bots));
            }
            long before = telegram.count();
            for (int bot = 1; bot <= bots; bot++) {
                stage.start(bot, Stage.bot(bot));
            }
            var rates = tellRates("Reprise on " + database + ", " + bots + " bots", stage.process);
            for (int bot = 1; bot <= bots; bot++) {
                stage.client.stop(bot);
            }
            stage.server.await(() -> sent(stage, bots) == telegram.count() - before);
            return Report.median(rates);
        }
    }

    private static long sent(Stage stage, int campaigns) {
        return IntStream.rangeClosed(1, campaigns)
                .mapToLong(campaign -> stage.client.status(campaign).getInt("sent_count"))
                .sum();
    }

    /** What the next bots and campaigns cost those that are there. */
    @Test
    void manyBots() {
        try (telegram) {
            telegram.keepsNoRecord();
            for (var database : TestDatabase.values()) {
                double few = whole(database, FEW_BOTS);
                double many = whole(database, MANY_BOTS);
                Report.compare(
                        "Dispatch, " + MANY_BOTS + " bots, " + database,
                        many,
                        "messages/s",
                        FEW_BOTS + " bots",
                        few,
                        0.9);
            }
        }
    }

    @Test
    void repliesAfterFiftyMilliseconds() {
        try (telegram) {
            telegram.keepsNoRecord();
            telegram.meets(Fault.late(50));
            for (var database : TestDatabase.values()) {
                try (var stage = Stage.withBots(database, telegram)) {
                    stage.connectBot(telegram, 1, CONTACTS);
                    stage.start(1, Stage.bot(1));
                    Contender.warmUp(telegram);
                    double before = stage.process.cpuSeconds();
                    long begin = System.nanoTime();
                    double rate = Report.median(Contender.rates(telegram, STRETCHES));
                    double cores = (stage.process.cpuSeconds() - before) * 1e9 / (System.nanoTime() - begin);
                    var what = "Dispatch, replies after 50 ms, " + database;
                    Report.compare(what, rate, "messages/s", "one bot's limit", 1_000, 0.95);
                    Report.tell(what, Report.number(cores) + " cores", "< 1", cores < 1);
                    assertThat(stage.client.status(1).getInt("failed_count")).isZero();
                }
            }
        }
    }
}
