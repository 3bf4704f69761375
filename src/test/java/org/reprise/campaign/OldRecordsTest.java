package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.CampaignDrafts.aCampaign;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.Audit;
import org.reprise.access.AuditService;
import org.reprise.access.Caller;
import org.reprise.access.Role;
import org.reprise.delivery.ledger.PersonDeliveries;
import org.reprise.delivery.ledger.Tally;
import org.reprise.telegram.SendOutcome;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

/** What is old goes when the settings say so; that somebody was reached never does. */
class OldRecordsTest {
    private static final Caller ANN =
            new Caller(Caller.Kind.PERSON, 3L, "ann@example.org", 1, Role.OWNER, 9L, Caller.Origin.UNKNOWN);

    private TestReprise reprise;
    private ScriptedTelegram telegram;
    private TestTime time;

    @AfterEach
    void close() {
        reprise.close();
    }

    private long sent(TestDatabase database, Map<String, String> keys) throws Exception {
        var all = new HashMap<>(keys);
        all.put("REPRISE_DB_URL", database.url());
        telegram = new ScriptedTelegram(10)
                .answering(message -> message.recipient() == 5
                        ? new SendOutcome.Refused(SendOutcome.Reason.UNRECOGNISED, "five is not there")
                        : new SendOutcome.Sent());
        reprise = new TestReprise(TestDatabase.settings(all), telegram);
        time = new TestTime(Instant.now(), 0);
        long id = reprise.caller
                .during(ANN, () -> reprise.desk.create(aCampaign("Hello").draft()))
                .id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        return id;
    }

    private void sweep() {
        new OldRecords(
                        reprise.audit,
                        reprise.campaigns,
                        new PersonDeliveries(reprise.storage),
                        reprise.received,
                        () -> {},
                        reprise.settings,
                        time)
                .sweep();
    }

    private int entries() {
        return new AuditService(reprise.audit, reprise.quotas, reprise.caller)
                .page(Audit.Filter.ALL, Audit.Cursor.START, 100)
                .size();
    }

    private String words(long user) {
        return new PersonDeliveries(reprise.storage).of(1, user).get(0).words();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsOlderThanTheSettingsSayGoesAndNobodyIsWrittenToTwice(TestDatabase database) throws Exception {
        long id = sent(
                database,
                Map.of(
                        "REPRISE_KEEP_AUDIT_DAYS", "30",
                        "REPRISE_KEEP_ACTIVITY_DAYS", "20",
                        "REPRISE_KEEP_DELIVERY_DETAILS_DAYS", "10"));
        int before = entries();
        assertThat(before).isPositive();
        assertThat(reprise.campaigns.newestActivity(reprise.desk.find(id))).hasSize(3);

        time.pass(Duration.ofDays(9));
        sweep();
        assertThat(words(5)).isEqualTo("five is not there");
        time.pass(Duration.ofDays(2));
        sweep();
        assertThat(words(5)).isNull();
        assertThat(reprise.campaigns.activity(id, 10)).hasSize(3);
        time.pass(Duration.ofDays(10));
        sweep();
        assertThat(reprise.campaigns.activity(id, 10)).isEmpty();
        assertThat(reprise.campaigns.newestActivity(reprise.desk.find(id))).isEmpty();
        assertThat(entries()).isEqualTo(before);
        time.pass(Duration.ofDays(10));
        sweep();
        assertThat(entries()).isZero();

        assertThat(reprise.ledger.tally(id)).isEqualTo(new Tally(0, 9, 1, 0));
        reprise.resume(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(10).doesNotHaveDuplicates();
        assertThat(reprise.campaigns.activity(id, 10)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void byDefaultOnlyTheAuditGrowsOld(TestDatabase database) throws Exception {
        long id = sent(database, Map.of());
        time.pass(Duration.ofDays(399));
        sweep();
        assertThat(entries()).isPositive();
        time.pass(Duration.ofDays(2));
        sweep();
        assertThat(entries()).isZero();
        assertThat(words(5)).isEqualTo("five is not there");
        assertThat(reprise.campaigns.activity(id, 10)).hasSize(3);
    }
}
