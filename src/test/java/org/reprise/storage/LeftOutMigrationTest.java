package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.OptOuts;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

/** What earlier versions knew of blocks and of accounts that are gone is known as that. */
class LeftOutMigrationTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void blocksAndAccountsThatAreGoneAreLeftOutAfterTheUpgrade(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        var source = DatabaseByUrl.of(settings.database());
        Migrations.of(source, settings.database()).target("8").load().migrate();
        Jdbi.create(source).useTransaction(handle -> handle.createScript("""
                        insert into session (id, account_id, name, kind, via, created_at)
                        values (1, 7, 'bot', 'BOT', 'BOTAPI', 1), (2, 7, 'demo', 'SANDBOX', 'SANDBOX', 1);
                        insert into opt_out (account_id, user_id, at, source)
                        values (7, 101, 1, 'STOP'), (7, 102, 1, 'blocked');
                        insert into contact (session_id, user_id, last_message_at)
                        values (1, 103, 50), (1, 104, 150), (1, 105, null);
                        insert into campaign (id, account_id, session_id, status, revision, version, changes, run,
                                              sleep_millis, audience_size, claimed_count, sent_count, failed_count,
                                              uncertain_count, created_at)
                        values (1, 7, 1, 'completed', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1),
                               (2, 7, 1, 'completed', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1),
                               (3, 7, 2, 'completed', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1);
                        insert into delivery (campaign_id, user_id, state, reason, revision, run, at)
                        values (1, 103, 'FAILED', 'DEACTIVATED', 1, 1, 100), (2, 103, 'FAILED', 'DEACTIVATED', 1, 1, 110),
                               (1, 104, 'FAILED', 'DEACTIVATED', 1, 1, 100), (1, 105, 'FAILED', 'DEACTIVATED', 1, 1, 100),
                               (1, 106, 'FAILED', 'NEVER_WROTE', 1, 1, 100), (1, 101, 'FAILED', 'DEACTIVATED', 1, 1, 100),
                               (3, 107, 'FAILED', 'DEACTIVATED', 1, 1, 100);
                        """).execute());
        var optOuts = new OptOuts(TestDatabase.open(settings), event -> {}, TestTime.running());
        assertThat(optOuts.causes(7, List.of(101L, 102L, 103L, 104L, 105L, 106L, 107L)))
                .isEqualTo(Map.of(
                        101L, Cause.ASKED, 102L, Cause.BLOCKED, 103L, Cause.DEACTIVATED, 105L, Cause.DEACTIVATED));
    }
}
