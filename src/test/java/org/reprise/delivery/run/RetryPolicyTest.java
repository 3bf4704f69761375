package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.rule.Failure;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.delivery.run.RetryPolicy.Next;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.WaitCause;

class RetryPolicyTest {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Test
    void whatTelegramTookIsSent() {
        assertThat(RetryPolicy.after(new SendOutcome.Sent(), 1)).isEqualTo(new Next.Decided(State.SENT, null));
        var decided = (Next.Decided) RetryPolicy.after(new SendOutcome.Sent(4_711), 1);
        assertThat(decided.of(7, 3)).isEqualTo(Outcome.sent(7, 3, 4_711));
    }

    @ParameterizedTest
    @EnumSource(SendOutcome.Reason.class)
    void whoIsRefusedHasFailedForThatReason(SendOutcome.Reason reason) {
        assertThat(RetryPolicy.after(new SendOutcome.Refused(reason), 1))
                .isEqualTo(new Next.Decided(State.FAILED, new DeliveryReason.Refused(reason)));
    }

    /** A rule can ask for whoever failed by any of them, in the ledger's own words. */
    @Test
    void rulesHaveEachReasonOfAFailure() {
        var reasons = Stream.concat(
                        Stream.of(SendOutcome.Reason.values()).map(DeliveryReason.Refused::new),
                        Stream.of(new DeliveryReason.Paused(WaitCause.FLOOD_WAIT)))
                .map(DeliveryReason::stored);
        assertThat(Stream.of(Failure.values()).map(Failure::stored))
                .containsExactlyInAnyOrderElementsOf(reasons.toList());
    }

    /** It may have arrived, so it is never sent again by itself, however early the attempt. */
    @Test
    void whatIsNotKnownIsUncertainAtOnce() {
        assertThat(RetryPolicy.after(new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME), 1))
                .isEqualTo(new Next.Decided(
                        State.UNCERTAIN, new DeliveryReason.ReplyLost(SendOutcome.LostReply.NO_REPLY_IN_TIME)));
    }

    @Test
    void aPauseThatTelegramAsksForIsAnAttempt() {
        assertThat(RetryPolicy.after(new SendOutcome.Throttled(PAUSE, WaitCause.FLOOD_WAIT), 4))
                .isEqualTo(new Next.TryAgain(PAUSE, WaitCause.FLOOD_WAIT, 5));
    }

    @Test
    void afterTooManyPausesTheFaultIsTheRecipients() {
        var throttled = new SendOutcome.Throttled(PAUSE, WaitCause.FLOOD_WAIT);
        assertThat(RetryPolicy.after(throttled, RetryPolicy.MAX_ATTEMPTS - 1)).isInstanceOf(Next.TryAgain.class);
        assertThat(RetryPolicy.after(throttled, RetryPolicy.MAX_ATTEMPTS))
                .isEqualTo(new Next.Decided(State.FAILED, new DeliveryReason.Paused(WaitCause.FLOOD_WAIT)));
    }

    @Test
    void aNetworkThatIsDownIsNobodysAttempt() {
        var away = new SendOutcome.Unreachable(PAUSE, WaitCause.OUT_OF_REACH);
        assertThat(RetryPolicy.after(away, RetryPolicy.MAX_ATTEMPTS + 100))
                .isEqualTo(new Next.TryAgain(PAUSE, WaitCause.OUT_OF_REACH, RetryPolicy.MAX_ATTEMPTS + 100));
    }

    @Test
    void aMessageThatIsRefusedFailsTheCampaign() {
        assertThat(RetryPolicy.after(new SendOutcome.MessageRejected("too long"), 1))
                .isInstanceOfSatisfying(Next.EndRun.class, end -> {
                    assertThat(end.outcome()).isEqualTo(RunOutcome.FAILED);
                    assertThat(end.why().kind()).isEqualTo(EndCause.Kind.MESSAGE_REFUSED);
                });
    }

    @ParameterizedTest
    @EnumSource(SendOutcome.Loss.class)
    void aSessionThatIsLostStopsTheCampaign(SendOutcome.Loss loss) {
        assertThat(RetryPolicy.after(new SendOutcome.SessionLost(loss, "gone"), 1))
                .isInstanceOfSatisfying(Next.EndRun.class, end -> {
                    assertThat(end.outcome()).isEqualTo(RunOutcome.STOPPED);
                    assertThat(end.why().kind())
                            .isEqualTo(
                                    loss == SendOutcome.Loss.LIMITED
                                            ? EndCause.Kind.SESSION_LIMITED
                                            : EndCause.Kind.SESSION_LOST);
                });
    }

    @Test
    void aMessageThatIsNotTakenWaitsTwiceAsLongEachTimeAndThenNoMore() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(RetryPolicy::pauseAfter))
                .map(pause -> pause.orElseThrow().toSeconds())
                .containsExactly(2L, 4L, 8L, 16L, 32L);
        assertThat(RetryPolicy.pauseAfter(6)).isEmpty();
    }
}
