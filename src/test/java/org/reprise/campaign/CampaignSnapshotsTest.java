package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.ledger.DeliveryCounts;
import org.reprise.delivery.ledger.DeliveryCounts.ReasonCount;
import org.reprise.delivery.ledger.DeliveryCounts.TimeBucket;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class CampaignSnapshotsTest {
    private TestReprise reprise;

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void itsPartsAgreeAtAnyMomentOfARunThatIsEdited(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(3_000));
        var readings = new CampaignSnapshots(reprise.storage, reprise.campaigns, new DeliveryCounts(reprise.storage));
        long id = reprise.desk.create(TestReprise.aCampaign("Hi", 3_000)).id();
        reprise.start(id);
        int moments = 0;
        while (reprise.desk.find(id).isRunning()) {
            if (moments % 10 == 5) {
                reprise.desk.update(id, CampaignEdits.ofText("Hi " + moments));
            }
            assertAgrees(readings.of(id));
            moments++;
        }
        assertAgrees(readings.of(id));
        assertThat(readings.of(id).campaign().tally().sent()).isEqualTo(3_000);
        assertThat(moments).isGreaterThan(10);
    }

    private static void assertAgrees(CampaignSnapshot reading) {
        var tally = reading.campaign().tally();
        assertThat(reading.revisions().stream()
                        .mapToLong(MessageRevision::sentCount)
                        .sum())
                .isEqualTo(tally.sent());
        assertThat(reading.buckets().stream().mapToLong(TimeBucket::sent).sum()).isEqualTo(tally.sent());
        assertThat(reading.reasons().stream().mapToLong(ReasonCount::deliveries).sum())
                .isEqualTo(tally.failed() + tally.uncertain());
    }
}
