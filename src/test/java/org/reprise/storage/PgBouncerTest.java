package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.StartRefused;
import org.reprise.campaign.CampaignStatus;
import org.reprise.testing.PgBouncer;
import org.reprise.testing.PooledPostgres;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** What the README asks of PgBouncer and of its role is enough, and what is missing is named. */
class PgBouncerTest {
    static final String[] ROLE = {
        "synchronous_commit = on",
        "lock_timeout = '10s'",
        "statement_timeout = '60s'",
        "idle_in_transaction_session_timeout = '60s'"
    };

    private static Schema schema(String url) {
        return new Schema(TestDatabase.settings(Map.of("REPRISE_DB_URL", url)));
    }

    @Test
    void optionsThatItIsNotToldToIgnoreAreNamed() throws Exception {
        try (var database = TestDatabase.postgresql().start();
                var pooler = PgBouncer.before(database.getPort(), "postgres")) {
            assertThatThrownBy(schema(pooler.url("postgres", "postgres"))::requireFit)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContainingAll("REPRISE_DB_URL", "unsupported startup parameter", "options");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void eachSettingThatTheRoleLacksIsNamed(int missing) throws Exception {
        var settings = ROLE.clone();
        settings[missing] = "application_name = 'nothing else'";
        var name = ROLE[missing].split(" ")[0];
        try (var database = PooledPostgres.start(settings)) {
            assertThatThrownBy(schema(database.url())::requireFit)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContainingAll("REPRISE_DB_URL", name);
            // whoever wants it so says so
            if (missing > 0) {
                schema(database.url() + "&options=-c%20" + name + "%3D0").requireFit();
            }
        }
    }

    @Test
    void whatIsSetAsTheReadmeSaysIsMigratedOwnedAndSentFrom() throws Exception {
        try (var database = PooledPostgres.start(ROLE);
                var servers = new Servers(database.url())) {
            var first = servers.another();
            var second = servers.another();
            first.take();
            for (int i = 0; i < 20; i++) {
                servers.pass(1);
                first.renew();
                first.lookAtFiles();
                assertThatThrownBy(second::take).isInstanceOf(HeldByAnother.class);
                assertThat(first.isHeld()).isTrue();
            }
            first.release();
            second.take();

            var settings = Servers.settings(database.url(), TestDatabase.temporaryDirectory());
            try (var reprise = new TestReprise(settings, new ScriptedTelegram(20_000))) {
                for (int i = 0; i < 4; i++) {
                    long id = reprise.desk.create(aCampaign("Hello")).id();
                    reprise.start(id);
                }
                for (long id = 1; id <= 4; id++) {
                    reprise.awaitStatus(id, CampaignStatus.COMPLETED);
                    assertThat(reprise.ledger.tally(id).sent()).isEqualTo(20_000);
                }
            }
            servers.pass(2);
            second.renew();
            second.lookAtFiles();
            assertThat(second.isHeld()).isTrue();
        }
    }
}
