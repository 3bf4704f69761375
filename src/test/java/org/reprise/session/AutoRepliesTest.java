package org.reprise.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reprise.TimeSource;
import org.reprise.audience.AutoReplyRequested;
import org.reprise.storage.Storage;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;
import org.reprise.testing.TestTime;

class AutoRepliesTest {
    private final Storage storage = TestDatabase.SQLITE.open();
    private final Sessions sessions = new Sessions(storage, TestTime.running());
    private final Session session = sessions.open(1, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX);
    private final ScriptedTelegram telegram = new ScriptedTelegram(10).atRate(10);
    private final Gateways gateways = new Gateways(List.of(telegram), new TestOwnership());
    private final SessionLanes lanes = new SessionLanes(gateways, sessions, TimeSource.of(Clock.systemUTC()));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final AutoReplies answering = new AutoReplies(lanes, timer, timer, () -> false, told::add);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private void isWantedBy(long user) {
        answering.wanted(new AutoReplyRequested(session, new OutgoingMessage(user, "You get no more messages.", 0)));
    }

    @Test
    void answersLeaveAtTheSessionsPace() {
        long begin = System.nanoTime();
        for (long user = 1; user <= 5; user++) {
            isWantedBy(user);
        }
        await("all are answered", () -> telegram.handed.size() == 5);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
        var times = telegram.handed.stream()
                .map(ScriptedTelegram.Handed::nanos)
                .sorted()
                .toList();
        assertThat(times.get(4) - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(400));
    }

    /** A restored database does not know whom it has answered already. */
    @Test
    void nobodyIsAnsweredBeforeARestoredDatabaseIsAccepted() {
        var restored = new AtomicBoolean(true);
        var held = new AutoReplies(lanes, timer, timer, restored::get, told::add);
        held.wanted(new AutoReplyRequested(session, new OutgoingMessage(1, "You get no more messages.", 0)));
        restored.set(false);
        held.wanted(new AutoReplyRequested(session, new OutgoingMessage(2, "You get no more messages.", 0)));
        await("the second is answered", () -> !telegram.handed.isEmpty());
        assertThat(telegram.recipients()).containsExactly(2L);
    }

    @Test
    void aPauseHoldsForAnswersAndTheirOwnFloodWaitForEverybody() {
        telegram.answering(message -> telegram.handed.size() == 1
                ? new SendOutcome.Throttled(Duration.ofSeconds(1), WaitCause.FLOOD_WAIT)
                : new SendOutcome.Sent());
        isWantedBy(1);
        await("it is put off", () -> telegram.handed.size() == 1);
        var limit = lanes.of(session).limit();
        await("the session pauses", () -> limit.pausedUntil() - System.nanoTime() > 0 || telegram.handed.size() > 1);
        await("it is answered", () -> telegram.handed.size() == 2);
        var times = telegram.handed.stream().map(ScriptedTelegram.Handed::nanos).toList();
        assertThat(times.get(1) - times.get(0)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
    }

    @Test
    void whoCannotBeReachedForAMomentIsAnsweredAfterIt() {
        telegram.answering(message -> telegram.handed.size() == 1
                ? new SendOutcome.Unreachable(Duration.ofMillis(50), WaitCause.CATCHING_UP)
                : new SendOutcome.Sent());
        isWantedBy(1);
        await("it is answered", () -> telegram.handed.size() == 2);
    }

    /** Whoever took the STOP in knows the session as it was when it was opened. */
    @Test
    void theSessionsPaceStaysWhatAnOperatorMadeOfIt() {
        var limit = lanes.of(session).limit();
        limit.change(5);
        isWantedBy(1);
        await("it is answered", () -> telegram.handed.size() == 1);
        long now = System.nanoTime();
        assertThat(limit.reserve(now) - limit.reserve(now)).isEqualTo(-TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void aSessionThatCannotSendIsToldOf() {
        telegram.answering(message -> new SendOutcome.SessionLost(SendOutcome.Loss.LIMITED, "PEER_FLOOD"));
        isWantedBy(1);
        await("it is told of", () -> !told.isEmpty());
        assertThat(told).containsExactly(new SessionCannotSend(session, SendOutcome.Loss.LIMITED, "PEER_FLOOD"));
    }

    @Test
    void whatIsRefusedIsNotSaidAgainAndTheNextOneIsAnswered() {
        telegram.answering(message -> message.recipient() == 1
                ? new SendOutcome.Refused(SendOutcome.Reason.BLOCKED)
                : new SendOutcome.Sent());
        isWantedBy(1);
        isWantedBy(2);
        await("the next one is answered", () -> telegram.recipients().contains(2L));
        assertThat(telegram.recipients()).containsExactly(1L, 2L);
    }

    @Test
    void anAnswerThatWouldComeMuchTooLateIsLeftOut() {
        lanes.of(session).pause(Duration.ofHours(1), WaitCause.FLOOD_WAIT, System.nanoTime());
        isWantedBy(1);
        assertThat(((java.util.concurrent.ScheduledThreadPoolExecutor) timer).getQueue())
                .isEmpty();
        assertThat(telegram.handed).isEmpty();
    }

    @Test
    void answersThatAreLeftOutTakeNoPermitsFromCampaigns() {
        var limit = lanes.of(session).limit();
        limit.pause(System.nanoTime(), Duration.ofHours(1), WaitCause.FLOOD_WAIT);
        for (long user = 1; user <= 100; user++) {
            isWantedBy(user);
        }
        assertThat(limit.reserve(System.nanoTime())).isEqualTo(limit.pausedUntil());
    }

    @Test
    void aGatewayThatThrowsLeavesTheChat() {
        telegram.answering(message -> {
            throw new IllegalStateException("broken");
        });
        isWantedBy(1);
        await("it was tried", () -> telegram.handed.size() == 1);
        var limit = lanes.of(session).limit();
        await("the chat is free", () -> limit.enterChat(1, System.nanoTime()));
        assertThat(telegram.handed).hasSize(1);
    }
}
