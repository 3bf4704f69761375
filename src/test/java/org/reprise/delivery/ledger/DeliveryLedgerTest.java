package org.reprise.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What the ledger owes, on both databases. */
class DeliveryLedgerTest {
    private TestReprise reprise;
    private DeliveryLedger ledger;
    private long campaign;
    private int run;

    private void running(TestDatabase database, Long limit) {
        reprise = new TestReprise(database, new ScriptedTelegram(0).holdingReplies());
        ledger = reprise.ledger;
        var draft = limit == null ? aCampaign("Hello") : aCampaign("Hello", limit);
        campaign = reprise.desk.create(draft).id();
        // running in storage only: no engine thread takes part
        run = 1;
        reprise.storage.write(
                handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", campaign));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRecipientIsWonOnce(TestDatabase database) {
        running(database, null);
        assertThat(claim(1, 2, 3).won()).containsExactly(1L, 2L, 3L);
        assertThat(claim(2, 3, 4).won()).containsExactly(4L);
        assertThat(ledger.tally(campaign)).isEqualTo(new Tally(4, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void manyClaimantsNeverShareARecipient(TestDatabase database) throws Exception {
        running(database, 900L);
        var claims = new ArrayList<Callable<List<Long>>>();
        for (int i = 0; i < 16; i++) {
            var users = new ArrayList<>(LongStream.rangeClosed(1, 1000).boxed().toList());
            Collections.shuffle(users, new Random(i));
            claims.add(() -> claimInChunks(users));
        }
        var pool = Executors.newFixedThreadPool(16);
        var won = new ArrayList<Long>();
        for (var done : pool.invokeAll(claims)) {
            won.addAll(done.get());
        }
        pool.shutdown();
        assertThat(won).doesNotHaveDuplicates().hasSize(900);
        assertThat(ledger.tally(campaign).claimed()).isEqualTo(900);
    }

    private List<Long> claimInChunks(List<Long> users) {
        var won = new ArrayList<Long>();
        for (int from = 0; from < users.size(); from += 50) {
            won.addAll(ledger.claim(campaign, run, 1, users.subList(from, from + 50), Instant.now())
                    .orElseThrow()
                    .won());
        }
        return won;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theLimitCountsEverybodyEverAttempted(TestDatabase database) {
        running(database, 5L);
        claim(1, 2, 3);
        record(
                new Outcome(1, State.SENT, null, 1),
                new Outcome(2, State.FAILED, new DeliveryReason.Refused(SendOutcome.Reason.BLOCKED), 1));
        var claims = claim(4, 5, 6, 7);
        assertThat(claims.won()).containsExactly(4L, 5L);
        assertThat(claims.room().isUsedUp()).isTrue();
        ledger.release(campaign, 1, List.of(5L));
        assertThat(claim(6, 7).won()).containsExactly(6L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void onlyTheRunningRunClaims(TestDatabase database) {
        running(database, null);
        assertThat(ledger.claim(campaign, run + 1, 1, List.of(1L), Instant.now()))
                .isEmpty();
        reprise.storage.write(
                handle -> handle.execute("update campaign set status = 'stopped' where id = ?", campaign));
        assertThat(ledger.claim(campaign, run, 1, List.of(1L), Instant.now())).isEmpty();
        assertThat(ledger.tally(campaign)).isEqualTo(Tally.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOutcomeIsRecordedOnceAndStays(TestDatabase database) {
        running(database, null);
        claim(1, 2, 3);
        record(
                new Outcome(1, State.SENT, null, 1),
                new Outcome(2, State.UNCERTAIN, new DeliveryReason.Told("timeout"), 1));
        var again = ledger.record(
                campaign,
                1,
                List.of(new Outcome(1, State.FAILED, new DeliveryReason.Refused(SendOutcome.Reason.BLOCKED), 1)));
        assertThat(again).isEqualTo(new Tally(1, 1, 0, 1));
        assertThat(ledger.page(campaign, State.SENT, 0, 10)).singleElement().satisfies(delivery -> {
            assertThat(delivery.userId()).isEqualTo(1);
            assertThat(delivery.revision()).isEqualTo(1);
        });
        assertThat(ledger.unsettled(campaign)).extracting(Delivery::userId).containsExactly(3L);
        assertThat(ledger.reached(campaign, 0)).containsExactly(1L, 2L);
        assertThat(reprise.campaigns.revisions(campaign).get(0).sentCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aMessageIsKnownByItsIdUnlessNobodyToldIt(TestDatabase database) {
        running(database, null);
        claim(1, 2, 3, 4, 5);
        record(
                Outcome.sent(1, 1, 4_711),
                new Outcome(2, State.SENT, null, 1),
                Outcome.sent(3, 1, Long.MAX_VALUE),
                new Outcome(4, State.FAILED, new DeliveryReason.Refused(SendOutcome.Reason.BLOCKED), 1));
        record(Outcome.sent(1, 1, 5), Outcome.sent(2, 1, 6));
        ledger.reachedElsewhere(campaign, List.of(6L));
        assertThat(LongStream.rangeClosed(1, 6).mapToObj(this::messageId))
                .containsExactly(
                        OptionalLong.of(4_711),
                        OptionalLong.empty(),
                        OptionalLong.of(Long.MAX_VALUE),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty());
    }

    private OptionalLong messageId(long user) {
        var session = reprise.campaigns.find(campaign).orElseThrow().session();
        return new EligibilityReader(reprise.storage, reprise.recent)
                .person(campaign, session, Targeting.EVERYBODY, user)
                .entry()
                .orElseThrow()
                .messageId();
    }

    /** Each result is a statement of its own. */
    @Test
    void messagesWithIdsOfTheirOwnHaveOneResult() {
        assertThat(Outcome.sent(1, 1, 4_711).result())
                .isEqualTo(Outcome.sent(2, 1, 4_712).result());
    }

    /** PostgreSQL's indexes name what is not claimed any more until they are tidied up: thousands at full speed. */
    @Test
    void whatIsReleasedIsFoundWithoutReadingWhatWasClaimedBefore() {
        running(TestDatabase.POSTGRESQL, null);
        var users = LongStream.rangeClosed(1, 3_000).boxed().toList();
        ledger.claim(campaign, run, 1, users, Instant.now());
        ledger.record(
                campaign,
                run,
                users.stream()
                        .map(user -> new Outcome(user, State.SENT, null, 1))
                        .toList());
        assertThat(indexEntriesRead(() -> ledger.releaseAll(campaign, run))).isZero();
        claim(3_001, 3_002, 3_003);
        assertThat(indexEntriesRead(() -> ledger.release(campaign, run, List.of(3_001L, 3_003L))))
                .isBetween(2L, 10L);
        assertThat(ledger.unsettled(campaign)).extracting(Delivery::userId).containsExactly(3_002L);
        ledger.releaseAll(campaign, run);
        assertThat(ledger.tally(campaign)).isEqualTo(new Tally(0, 3_000, 0, 0));
    }

    private long indexEntriesRead(Runnable work) {
        return reprise.storage.write(handle -> {
            long before = indexEntriesRead(handle);
            work.run();
            return indexEntriesRead(handle) - before;
        });
    }

    /** By this connection, a second of earlier transactions included. */
    private static long indexEntriesRead(Handle handle) {
        return handle.createQuery("select coalesce(sum(pg_stat_get_xact_tuples_returned(indexrelid)), 0)"
                        + " from pg_index where indrelid = cast('delivery' as regclass)")
                .mapTo(Long.class)
                .one();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aReleasedClaimIsAsIfNeverMadeAndAnOutcomeCannotBeReleased(TestDatabase database) {
        running(database, null);
        claim(1, 2);
        record(new Outcome(1, State.SENT, null, 1));
        assertThat(ledger.release(campaign, 1, List.of(1L, 2L))).isEqualTo(new Tally(0, 1, 0, 0));
        assertThat(claim(1, 2).won()).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOutcomeWithoutAClaimIsNotWritten(TestDatabase database) {
        running(database, null);
        claim(1, 2);
        ledger.release(campaign, 1, List.of(1L));
        var outcome = new Outcome(2, State.SENT, null, 1);
        assertThat(record(new Outcome(1, State.SENT, null, 1), outcome, outcome, new Outcome(3, State.SENT, null, 1)))
                .isEqualTo(new Tally(0, 1, 0, 0));
        assertThat(ledger.reached(campaign, 0)).containsExactly(2L);
        assertThat(ledger.record(campaign, 2, List.of(outcome))).isEqualTo(new Tally(0, 1, 0, 0));
        assertThat(claim(1, 2, 3).won()).containsExactly(1L, 3L);
    }

    /** Statistics are older than a campaign, and then promise that it has a row at the most. */
    @Test
    void outcomesAreFoundByTheirKeyThoughPostgresqlDoesNotKnowTheCampaign() {
        running(TestDatabase.POSTGRESQL, null);
        sent(campaign + 1);
        reprise.storage.write(handle -> handle.execute("analyze delivery"));
        sent(campaign);
        claim(LongStream.rangeClosed(20_001, 25_000).toArray());
        var outcomes = LongStream.rangeClosed(20_001, 20_100)
                .mapToObj(user -> Outcome.sent(user, 1, user + 7))
                .toArray(Outcome[]::new);
        assertThat(rowsRead(() -> record(outcomes))).isLessThan(1_000);
        assertThat(ledger.tally(campaign).claimed()).isEqualTo(4_900);
    }

    private void sent(long campaign) {
        reprise.storage.write(handle -> handle.execute(
                "insert into delivery (campaign_id, user_id, state, revision, run, at)"
                        + " select ?, i, 'SENT', 1, 1, 1 from generate_series(1, 20000) as i",
                campaign));
    }

    /** Of deliveries, as PostgreSQL itself counts them in a transaction. */
    private long rowsRead(Runnable work) {
        return reprise.storage.write(handle -> {
            work.run();
            return handle.createQuery("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                            + " where relname = 'delivery'")
                    .mapTo(Long.class)
                    .one();
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void somebodyReachedElsewhereIsNeverClaimedAndIsNoWorkDone(TestDatabase database) {
        running(database, null);
        ledger.reachedElsewhere(campaign, List.of(1L));
        assertThat(ledger.reachedElsewhere(campaign, List.of(1L)).tally()).isEqualTo(Tally.NOTHING);
        assertThat(claim(1, 2).won()).containsExactly(2L);
        assertThat(ledger.reachedElsewhere(campaign, List.of(2L)).claimed()).containsExactly(2L);
        assertThat(ledger.page(campaign, State.SENT, 0, 10))
                .extracting(Delivery::userId)
                .containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofTwoTalliesTheNewerOneIsKnown(TestDatabase database) {
        running(database, null);
        claim(1, 2, 3);
        var claimed = ledger.tally(campaign);
        var released = ledger.release(campaign, 1, List.of(1L));
        var recorded = record(new Outcome(2, State.SENT, null, 1));
        assertThat(released.version()).isGreaterThan(claimed.version());
        assertThat(recorded.version()).isGreaterThan(released.version());
        assertThat(reprise.campaigns.find(campaign).orElseThrow().tally().version())
                .isEqualTo(recorded.version());
    }

    private DeliveryLedger.Claims claim(long... users) {
        return ledger.claim(campaign, run, 1, LongStream.of(users).boxed().toList(), Instant.now())
                .orElseThrow();
    }

    private Tally record(Outcome... outcomes) {
        return ledger.record(campaign, 1, List.of(outcomes));
    }
}
