package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reprise.audience.Audience;
import org.reprise.audience.Contacts;
import org.reprise.audience.OptOuts;
import org.reprise.audience.Targeting;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;
import org.reprise.delivery.ledger.SentUsers;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.storage.Storage;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class AudienceWalkTest {
    private static final Instant MARCH = Instant.parse("2026-03-02T12:00:00Z");

    private final Storage storage = TestDatabase.SQLITE.open();
    private final Session session =
            new Sessions(storage, TestTime.running()).open(1, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX);
    private final SentUsers sentUsers = new SentUsers();
    private final AudienceWalk walk = new AudienceWalk(
            new Audience(storage),
            new RecipientChoice(sentUsers, new OptOuts(storage, event -> {}, TestTime.running())));

    private void write(LongStream users, Instant at) {
        new Contacts(storage).sync(session, users.mapToObj(user -> Chat.unnamed(user, at)));
    }

    private RunPlan plan(Targeting targeting) {
        var message = Message.of("Hello", TextFormat.PLAIN, Extras.NONE);
        return new RunPlan(3, 1, 1, session, targeting, 1, message, null, null, Duration.ZERO);
    }

    private List<Long> round(RunPlan plan, int atMost) {
        var met = new ArrayList<Long>();
        while (!walk.roundEnded()) {
            met.addAll(walk.next(plan, atMost));
        }
        return met;
    }

    @Test
    void aRoundBeginsAfterTheLastReachedAndComesBackToThem() {
        write(LongStream.rangeClosed(1, 2_500), MARCH);
        walk.beginRound(1_200);
        assertThat(round(plan(Targeting.EVERYBODY), 7))
                .isEqualTo(LongStream.concat(LongStream.rangeClosed(1_201, 2_500), LongStream.rangeClosed(1, 1_200))
                        .boxed()
                        .toList());
    }

    @Test
    void aFirstRoundMeetsEverybodyOnce() {
        write(LongStream.rangeClosed(1, 2_000), MARCH);
        walk.beginRound(0);
        assertThat(round(plan(Targeting.EVERYBODY), 300)).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void anEmptyAudienceEndsARound() {
        walk.beginRound(0);
        assertThat(round(plan(Targeting.EVERYBODY), 10)).isEmpty();
        walk.beginRound(5);
        assertThat(round(plan(Targeting.EVERYBODY), 10)).isEmpty();
    }

    @Test
    void whoWasReachedIsPassedOver() {
        write(LongStream.rangeClosed(1, 5), MARCH);
        sentUsers.add(2);
        sentUsers.add(5);
        walk.beginRound(0);
        assertThat(round(plan(Targeting.EVERYBODY), 10)).containsExactly(1L, 3L, 4L);
    }

    @Test
    void whomTheTargetingDoesNotSelectIsPassedOver() {
        write(LongStream.rangeClosed(1, 3), MARCH);
        write(LongStream.rangeClosed(4, 6), MARCH.plusSeconds(60));
        var later = Targeting.EVERYBODY.with(
                TimeCriterion.CHAT_START, new Targeting.Bound(MARCH.plusSeconds(30), Side.AFTER));
        walk.beginRound(0);
        assertThat(round(plan(later), 10)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void whoIsPutBackComesNextInTheirOrder() {
        write(LongStream.rangeClosed(1, 6), MARCH);
        walk.beginRound(0);
        var plan = plan(Targeting.EVERYBODY);
        assertThat(walk.next(plan, 4)).containsExactly(1L, 2L, 3L, 4L);
        walk.putBack(List.of(3L, 4L));
        assertThat(walk.next(plan, 3)).containsExactly(3L, 4L, 5L);
    }

    /** Whoever came too late for one round is met in the next. */
    @Test
    void aContactWhoCameBehindTheWalkIsMetInTheNextRound() {
        write(LongStream.of(10, 20), MARCH);
        walk.beginRound(0);
        var plan = plan(Targeting.EVERYBODY);
        assertThat(walk.next(plan, 1)).containsExactly(10L);
        write(LongStream.of(5), MARCH);
        assertThat(round(plan, 10)).containsExactly(20L);
        walk.beginRound(0);
        assertThat(round(plan, 10)).containsExactly(5L, 10L, 20L);
    }

    /** Only there the claim may meet people who have an outcome already. */
    @Test
    void theGroundBehindTheStartIsOld() {
        write(LongStream.rangeClosed(1, 4), MARCH);
        walk.beginRound(2);
        var plan = plan(Targeting.EVERYBODY);
        assertThat(walk.goesOverOldGround()).isFalse();
        assertThat(walk.next(plan, 10)).containsExactly(3L, 4L);
        assertThat(walk.goesOverOldGround()).isTrue();
    }
}
