package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Session;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/**
 * Telegram fails for a while, in the middle of a campaign, for every message. It still answers harmless questions,
 * which is the worst case: each try costs a recipient. {@code -Doutage.seconds=60} makes it longer.
 */
class OutageTest {
    private static final int SECONDS = Integer.getInteger("outage.seconds", 4);
    private static final int UNCERTAIN_AT_MOST = 10;

    /** What may be on the wire at once on a busy machine; without a breaker it would be thousands. */
    private static final int ON_THE_WIRE = 200;

    enum Outage {
        BAD_GATEWAY_IN_HTML(Fault.proxyError(502)),
        SERVICE_UNAVAILABLE_IN_JSON(Fault.answer(503, "Service Unavailable")),
        LOG_IN_PAGE(Fault.proxyError(200)),
        RESET_AFTER_THE_BODY(Fault.reset().afterAccepting()),
        NO_ANSWER(Fault.hang(120_000));

        private final Fault fault;

        Outage(Fault fault) {
            this.fault = fault;
        }
    }

    private final FakeTelegram telegram = FakeTelegram.start();
    private Bots bots;
    private TestReprise reprise;
    private long campaign;

    @AfterEach
    void close() {
        reprise.close();
        bots.close();
        telegram.close();
    }

    private void runs(int people, double perSecond) {
        bots = Bots.at(telegram.url(), "REPRISE_REPLY_TIMEOUT_SECONDS", "10");
        var session = bots.ready("demo", telegram.bot(4_711));
        bots.sessions.pace(session.id(), perSecond, true);
        reprise = new TestReprise(bots.settings, bots.gateway);
        var wrote = Instant.parse("2026-01-01T00:00:00Z");
        reprise.contacts.sync(
                session,
                LongStream.rangeClosed(1, people)
                        .mapToObj(id -> new Chat(id, null, "Person " + id, null, null, "en", wrote, wrote)));
        campaign = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(campaign);
    }

    @ParameterizedTest
    @EnumSource
    void costsAHandfulOfPeopleAtTwentyFiveASecond(Outage outage) {
        runs(200, 25);
        judge(outage, 25, 200, UNCERTAIN_AT_MOST);
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_GATEWAY_IN_HTML", "NO_ANSWER"})
    void costsWhatIsOnTheWireAtNineHundredASecond(Outage outage) {
        runs(5_000, 900);
        judge(outage, 900, 5_000, ON_THE_WIRE);
    }

    private void judge(Outage outage, int before, int people, long most) {
        await("the campaign is under way", () -> telegram.count() >= before);
        telegram.meets(outage.fault);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        await("the outage is over", Duration.ofSeconds(2 * SECONDS), () -> System.nanoTime() - end > 0);
        await("it is told", () -> {
            var cause = reprise.progress.of(campaign).waitingFor();
            return cause == WaitCause.DOUBTFUL_ANSWERS || cause == WaitCause.NO_ANSWER;
        });
        assertThat(reprise.progress.of(campaign).waitingSince())
                .isBefore(Instant.now().minusSeconds(SECONDS / 2));
        telegram.meetsNoFaults();
        await(
                "everybody else is reached",
                Duration.ofSeconds(60 + 2 * SECONDS),
                () -> reprise.desk.find(campaign).status() == CampaignStatus.COMPLETED);
        var tally = reprise.ledger.tally(campaign);
        System.out.println(outage + " for " + SECONDS + " s, " + people + " people: " + tally);
        assertThat(tally.uncertain()).isBetween(1L, most);
        assertThat(tally.sent() + tally.uncertain()).isEqualTo(people);
        assertThat(telegram.record().stream().map(Accepted::chat)).doesNotHaveDuplicates();
    }

    /** A pause of a day is not forgotten by whoever starts again. */
    @ParameterizedTest
    @CsvSource({"86400", "2147483648"})
    void aFloodWaitHoldsForTheNextProcess(long seconds) {
        telegram.meets(Fault.answer(429, "Too Many Requests: retry after " + seconds));
        runs(10, 25);
        await("it waits", () -> reprise.progress.of(campaign).waitingFor() == WaitCause.FLOOD_WAIT);
        // not before: what is on its way would still arrive
        reprise.close();
        telegram.meetsNoFaults();
        reprise = new TestReprise(bots.settings, bots.gateway);
        var lane = reprise.lanes.of(session());
        assertThat(lane.pause(System.nanoTime()))
                .hasValueSatisfying(pause -> assertThat(pause.left())
                        .isBetween(Duration.ofSeconds(seconds - 60), Duration.ofSeconds(seconds)));
        assertThat(telegram.count()).isZero();
    }

    private Session session() {
        return bots.sessions.find("demo").orElseThrow();
    }
}
