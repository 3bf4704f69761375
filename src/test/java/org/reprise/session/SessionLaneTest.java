package org.reprise.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionPause;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestTime;

class SessionLaneTest {
    private static final long ANNA = 7;
    private static final long OLGA = 8;

    private static final Duration CHAT_INTERVAL = Duration.ofNanos(RateLimit.CHAT_INTERVAL);

    private final TestTime time = TestTime.at("2026-03-02T12:00:00Z");
    private final Session session = new Session(1, 1, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX);
    private final ScriptedTelegram telegram = new ScriptedTelegram(10).atRate(10);
    private final SessionLane lane = new SessionLane(session, telegram, time, new ConnectionTurns(100));

    private SessionLane.Place place() {
        return lane.enter(lane.nanos()).orElseThrow();
    }

    private boolean takes(SessionLane.Place place, long user) {
        return place.takesChat(user, lane.nanos());
    }

    private SendOutcome send(SessionLane.Place place, long user) {
        return place.send(session, new OutgoingMessage(user, "Hello", 1)).join();
    }

    @Test
    void aChatThatWasJustWrittenToIsBusyForASecond() {
        var first = place();
        assertThat(takes(first, ANNA)).isTrue();
        assertThat(send(first, ANNA)).isInstanceOf(SendOutcome.Sent.class);
        assertThat(takes(place(), ANNA)).isFalse();
        assertThat(takes(place(), OLGA)).isTrue();
        time.pass(CHAT_INTERVAL);
        assertThat(takes(place(), ANNA)).isTrue();
    }

    @Test
    void aChatWhoseAnswerIsStillToComeStaysBusy() {
        telegram.holdingReplies();
        var first = place();
        assertThat(takes(first, ANNA)).isTrue();
        var reply = first.send(session, new OutgoingMessage(ANNA, "Hello", 1));
        time.pass(Duration.ofSeconds(30));
        assertThat(takes(place(), ANNA)).isFalse();
        telegram.open.remove().complete(new SendOutcome.Sent());
        assertThat(reply).isCompleted();
        assertThat(takes(place(), ANNA)).isTrue();
    }

    @Test
    void aPlaceThatIsLeftFreesItsChat() {
        var first = place();
        assertThat(takes(first, ANNA)).isTrue();
        time.pass(CHAT_INTERVAL);
        first.leave(lane.nanos());
        assertThat(takes(place(), ANNA)).isTrue();
    }

    @Test
    void aGatewayThatThrowsLeavesDoubtAndIsNotTrusted() {
        telegram.answering(message -> {
            throw new IllegalStateException("broken");
        });
        var place = place();
        assertThat(takes(place, ANNA)).isTrue();
        assertThat(send(place, ANNA)).isEqualTo(new SendOutcome.Unknown(SendOutcome.LostReply.GATEWAY_FAILED));
        assertThat(place.gatewayBroke()).isTrue();
    }

    /** The place would never be left, nor its chat: what is wrong is met again by the hand-over, which tells. */
    @Test
    void aGatewayThatThrowsWhileItPreparesIsAskedToSendAllTheSame() {
        telegram.preparing(message -> {
            throw new IllegalStateException("broken");
        });
        var place = place();
        assertThat(takes(place, ANNA)).isTrue();
        place.prepare(session, new OutgoingMessage(ANNA, "Hello", 1));
        assertThat(send(place, ANNA)).isEqualTo(new SendOutcome.Sent());
    }

    @Test
    void aPauseEndsByTheTickerHoweverTheClockIsTurned() {
        lane.pause(Duration.ofSeconds(30), WaitCause.FLOOD_WAIT, lane.nanos());
        time.turn(Duration.ofDays(1));
        assertThat(lane.pause(lane.nanos()))
                .contains(new SessionLane.Pause(WaitCause.FLOOD_WAIT, Duration.ofSeconds(30)));
        time.pass(Duration.ofSeconds(29));
        assertThat(lane.pause(lane.nanos())).isPresent();
        time.pass(Duration.ofSeconds(1));
        assertThat(lane.pause(lane.nanos())).isEmpty();
    }

    @Test
    void whatTelegramAsksForHoldsForAllOfTheSessionWhoeverHeardIt() {
        telegram.answering(message -> new SendOutcome.Throttled(Duration.ofSeconds(30), WaitCause.FLOOD_WAIT));
        var place = place();
        assertThat(takes(place, ANNA)).isTrue();
        send(place, ANNA);
        assertThat(lane.pause(lane.nanos()))
                .contains(new SessionLane.Pause(WaitCause.FLOOD_WAIT, Duration.ofSeconds(30)));
        assertThat(lane.takeUnsaved()).isNotNull();
    }

    @Test
    void ofSeveralPausesTheOneThatEndsLastHolds() {
        lane.pause(Duration.ofSeconds(30), WaitCause.FLOOD_WAIT, lane.nanos());
        lane.pause(Duration.ofSeconds(10), WaitCause.FLOOD_WAIT, lane.nanos());
        time.pass(Duration.ofSeconds(29));
        assertThat(lane.pause(lane.nanos())).isPresent();
    }

    @Test
    void aPauseOfAnEarlierProcessGoesOnWhereTheClockSaysItIs() {
        var from = time.now();
        time.pass(Duration.ofSeconds(20));
        var restarted = new SessionLane(session, telegram, time, new ConnectionTurns(100));
        restarted.restore(new SessionPause(WaitCause.FLOOD_WAIT, from, from.plusSeconds(60)), restarted.nanos());
        assertThat(restarted.pause(restarted.nanos()))
                .contains(new SessionLane.Pause(WaitCause.FLOOD_WAIT, Duration.ofSeconds(40)));
    }

    @Test
    void aPauseThatWasOverBeforeTheRestartHoldsNobodyUp() {
        var from = time.now();
        time.pass(Duration.ofSeconds(61));
        var restarted = new SessionLane(session, telegram, time, new ConnectionTurns(100));
        restarted.restore(new SessionPause(WaitCause.FLOOD_WAIT, from, from.plusSeconds(60)), restarted.nanos());
        assertThat(restarted.pause(restarted.nanos())).isEmpty();
    }

    @Test
    void aFloodWaitIsToBeWrittenDownOnce() {
        lane.pause(Duration.ofSeconds(30), WaitCause.FLOOD_WAIT, lane.nanos());
        var change = lane.takeUnsaved();
        assertThat(change.pause())
                .isEqualTo(new SessionPause(
                        WaitCause.FLOOD_WAIT, time.now(), time.now().plusSeconds(30)));
        assertThat(lane.takeUnsaved()).isNull();
        lane.giveBack(change);
        assertThat(lane.takeUnsaved()).isEqualTo(change);
    }
}
