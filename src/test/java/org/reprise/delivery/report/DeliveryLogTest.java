package org.reprise.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.delivery.ledger.Outcome;
import org.reprise.delivery.report.DeliveryLog.Line;
import org.reprise.delivery.report.DeliveryLog.Place;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class DeliveryLogTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void peopleAreCalledByWhatTheyAreKnownBy(TestDatabase database) {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(0))) {
            var campaign = reprise.desk.create(aCampaign("Hello"));
            reprise.importCsv(campaign.session(), "user_id,username,phone\n1,anna,+49123\n2,bob,\n");
            attempt(reprise, campaign.id());
            var log = new DeliveryLog(reprise.storage);
            assertThat(log.page(campaign.id(), Place.NEWEST, 10))
                    .extracting(Line::recipient, Line::state)
                    .containsExactlyInAnyOrder(
                            tuple("3", State.UNCERTAIN), tuple("@bob", State.FAILED), tuple("+49123", State.SENT));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theNewestStandsFirstWhateverItsUserIdAndPagesFollowEachOther(TestDatabase database) {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(0))) {
            long campaign = reprise.desk.create(aCampaign("Hello")).id();
            attempt(reprise, campaign);
            reprise.ledger.reachedElsewhere(campaign, List.of(9L));
            // the first came last, and two at the same moment
            at(reprise, campaign, 1, 3_000);
            at(reprise, campaign, 2, 1_000);
            at(reprise, campaign, 3, 1_000);
            var log = new DeliveryLog(reprise.storage);
            assertThat(log.page(campaign, Place.NEWEST, 10))
                    .extracting(Line::userId)
                    .containsExactly(1L, 3L, 2L);
            assertThat(log.page(campaign, new Place(Instant.ofEpochMilli(3_000), 1), 1))
                    .extracting(Line::userId)
                    .containsExactly(3L);
            assertThat(log.page(campaign, new Place(Instant.ofEpochMilli(1_000), 3), 10))
                    .extracting(Line::userId)
                    .containsExactly(2L);
        }
    }

    private static void at(TestReprise reprise, long campaign, long user, long millis) {
        reprise.storage.write(handle -> handle.execute(
                "update delivery set at = ? where campaign_id = ? and user_id = ?", millis, campaign, user));
    }

    /** The fourth stays claimed: nobody knows yet how it ends. */
    private static void attempt(TestReprise reprise, long campaign) {
        reprise.storage.write(
                handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", campaign));
        reprise.ledger.claim(campaign, 1, 1, List.of(1L, 2L, 3L, 4L), Instant.now());
        reprise.ledger.record(
                campaign,
                1,
                List.of(
                        new Outcome(1, State.SENT, null, 1),
                        new Outcome(2, State.FAILED, new DeliveryReason.Refused(SendOutcome.Reason.BLOCKED), 1),
                        new Outcome(3, State.UNCERTAIN, new DeliveryReason.Told("no reply"), 1)));
    }
}
