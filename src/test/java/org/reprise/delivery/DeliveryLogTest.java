package org.reprise.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.reprise.testing.TestReprise.aCampaign;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.Delivery.State;
import org.reprise.delivery.DeliveryLedger.Outcome;
import org.reprise.delivery.DeliveryLog.Line;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class DeliveryLogTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void peopleAreCalledByWhatTheyAreKnownBy(TestDatabase database) {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(0))) {
            var campaign = reprise.desk.create(aCampaign("Hello"));
            reprise.importCsv(campaign.session(), "user_id,username,phone\n1,anna,+491\n2,bob,\n");
            attempt(reprise, campaign.id());
            var log = new DeliveryLog(reprise.storage);
            assertThat(log.newest(campaign.id(), 10))
                    .extracting(Line::recipient, Line::state)
                    .containsExactly(
                            tuple("3", State.UNCERTAIN), tuple("@bob", State.FAILED), tuple("+491", State.SENT));
            assertThat(log.newest(campaign.id(), 1)).extracting(Line::recipient).containsExactly("3");
        }
    }

    /** The fourth stays claimed: nobody knows yet how it ends. */
    private static void attempt(TestReprise reprise, long campaign) {
        reprise.storage.write(
                handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", campaign));
        reprise.ledger.claim(campaign, 1, 1, List.of(1L, 2L, 3L, 4L));
        reprise.ledger.record(
                campaign,
                1,
                List.of(
                        new Outcome(1, State.SENT, null, 1),
                        new Outcome(2, State.FAILED, "BLOCKED", 1),
                        new Outcome(3, State.UNCERTAIN, "no reply", 1)));
    }
}
