package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.delivery.ledger.Tally;
import org.reprise.telegram.Claim;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Settlement;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What a gateway knows of a dead run's claims is what the ledger says of them. */
class CrashRecoveryTest {
    private static final Map<Long, Settlement> KNOWN = Map.of(
            1L, new Settlement.Delivered("Hello", 4_711),
            2L, new Settlement.Answered(new SendOutcome.Sent(4_712), 1),
            3L, new Settlement.Answered(new SendOutcome.Sent(), 1),
            4L, new Settlement.Answered(new SendOutcome.Refused(SendOutcome.Reason.BLOCKED), 1),
            5L, new Settlement.NeverLeft(),
            6L, new Settlement.Unknown());

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsKnownIsRecordedWithTheMessagesId(TestDatabase database) {
        var telegram = new ScriptedTelegram(0).settling(CrashRecoveryTest::known);
        try (var reprise = new TestReprise(database, telegram)) {
            long campaign = reprise.desk.create(aCampaign("Hello")).id();
            reprise.storage.write(
                    handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", campaign));
            reprise.ledger.claim(campaign, 1, 1, List.of(1L, 2L, 3L, 4L, 5L, 6L), Instant.now());
            var session = reprise.campaigns.find(campaign).orElseThrow().session();
            reprise.recovery.settle(session, campaign);
            assertThat(reprise.ledger.tally(campaign)).isEqualTo(new Tally(0, 3, 1, 1));
            assertThat(messageIds(reprise, campaign))
                    .containsOnly(
                            entry(1L, 4_711L), entry(2L, 4_712L), entry(3L, null), entry(4L, null), entry(6L, null));
        }
    }

    private static Settlement known(Claim claim) {
        return KNOWN.get(claim.recipient());
    }

    private static Map<Long, Long> messageIds(TestReprise reprise, long campaign) {
        return reprise.storage.read(handle -> handle.createQuery(
                        "select user_id, message_id from delivery where campaign_id = ?")
                .bind(0, campaign)
                .reduceRows(new HashMap<>(), (ids, row) -> {
                    ids.put(row.getColumn("user_id", Long.class), row.getColumn("message_id", Long.class));
                    return ids;
                }));
    }
}
