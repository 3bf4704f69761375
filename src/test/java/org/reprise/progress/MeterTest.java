package org.reprise.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.delivery.ledger.DeliveriesRecorded;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.run.RunWaiting;
import org.reprise.telegram.WaitCause;

class MeterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Meter meter = new Meter();
    private long sent;

    @BeforeEach
    void nobodyWasSentToYet() {
        meter.count(new Tally(0, 0, 0, 0), NOON);
    }

    @Test
    void theRateIsThatOfTheLastMinute() {
        sendOneASecond(NOON, 300);
        assertThat(rateAt(NOON.plusSeconds(299))).isEqualTo(60);
        assertThat(rateAt(NOON.plusSeconds(329))).isEqualTo(30);
        assertThat(rateAt(NOON.plusSeconds(400))).isZero();
    }

    @Test
    void aRunThatJustBeganIsMeasuredByItselfHoweverLongItWasLookedAtBefore() {
        for (int second = 0; second < 100; second++) {
            meter.progress(NOON.minusSeconds(100 - second));
        }
        sendOneASecond(NOON, 3);
        assertThat(meter.progress(NOON.plusSeconds(2)).isMeasured()).isFalse();
        sendOneASecond(NOON.plusSeconds(3), 12);
        assertThat(meter.progress(NOON.plusSeconds(14)).isMeasured()).isTrue();
        assertThat(rateAt(NOON.plusSeconds(14))).isEqualTo(60);
    }

    @Test
    void untilThereIsEnoughToMeasureThePaceThatIsSetHolds() {
        sendOneASecond(NOON, 2);
        var young = meter.progress(NOON.plusSeconds(1));
        assertThat(young.expecting(Duration.ofMillis(200), Double.POSITIVE_INFINITY)
                        .ratePerMinute())
                .isEqualTo(300);
        assertThat(young.expecting(Duration.ofMillis(200), 2.0).ratePerMinute()).isEqualTo(120);
        assertThat(young.expecting(Duration.ZERO, Double.POSITIVE_INFINITY)).isEqualTo(young);
        meter.waitingChanged(new RunWaiting(1, WaitCause.FLOOD_WAIT, NOON.plusSeconds(90), null));
        var waiting = meter.progress(NOON.plusSeconds(1));
        assertThat(waiting.expecting(Duration.ofMillis(200), Double.POSITIVE_INFINITY))
                .isEqualTo(waiting);
    }

    @ParameterizedTest
    @ValueSource(ints = {-48, -2, 2, 48})
    void theRateIsRightAgainAMinuteAfterTheClockWasTurned(int hours) {
        sendOneASecond(NOON, 100);
        var turned = NOON.plus(Duration.ofHours(hours));
        sendOneASecond(turned, 100);
        assertThat(rateAt(turned.plusSeconds(99))).isEqualTo(60);
        assertThat(rateAt(turned.plusSeconds(200))).isZero();
    }

    @Test
    void whicheverCommitIsToldFirstTheNewestCounts() {
        meter.record(new DeliveriesRecorded(1, new Tally(3, 10, 0, 0, 7), 700L), NOON);
        meter.count(new Tally(0, 10, 0, 0, 9), NOON);
        meter.record(new DeliveriesRecorded(1, new Tally(3, 10, 0, 0, 8), 701L), NOON);
        assertThat(meter.progress(NOON).tally()).isEqualTo(new Tally(0, 10, 0, 0));
    }

    @Test
    void countsGoDownWhereRecipientsWereReleased() {
        meter.count(new Tally(0, 10, 0, 3, 7), NOON);
        meter.count(new Tally(0, 10, 0, 0, 8), NOON);
        assertThat(meter.progress(NOON).tally()).isEqualTo(new Tally(0, 10, 0, 0));
    }

    private void sendOneASecond(Instant from, int seconds) {
        for (int i = 0; i < seconds; i++) {
            meter.record(new DeliveriesRecorded(1, new Tally(0, ++sent, 0, 0), 700L), from.plusSeconds(i));
        }
    }

    private double rateAt(Instant now) {
        return meter.progress(now).ratePerMinute();
    }
}
