package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/** What earlier versions kept as sentences is kept as codes; what nobody knows stays as it is. */
class KindsMigrationTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sentencesBecomeCodes(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        var source = DatabaseByUrl.of(settings.database());
        Migrations.of(source, settings.database()).target("14").load().migrate();
        Jdbi.create(source).useTransaction(handle -> handle.createScript("""
                        insert into session (id, account_id, name, kind, via, created_at)
                        values (1, 7, 'bot', 'BOT', 'BOTAPI', 1);
                        insert into campaign (id, account_id, session_id, status, revision, version, changes, run,
                                              sleep_millis, audience_size, claimed_count, sent_count, failed_count,
                                              uncertain_count, created_at, error, error_said)
                        values (1, 7, 1, 'stopped', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1, 'x', '["ended.session","gone"]'),
                               (2, 7, 1, 'stopped', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1, 'x', '["ended.released",3]'),
                               (3, 7, 1, 'stopped', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1, 'x', '["ended.released.some"]'),
                               (4, 7, 1, 'failed', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1, 'of old', null),
                               (5, 7, 1, 'completed', 1, 1, 1, 1, 0, 9, 0, 0, 9, 0, 1, null, null);
                        insert into delivery (campaign_id, user_id, state, reason, revision, run, at)
                        values (1, 101, 'UNCERTAIN', 'the server went down before the reply', 1, 1, 100),
                               (1, 102, 'UNCERTAIN', 'as never heard', 1, 1, 100),
                               (1, 103, 'SENT', 'counted as sent by an operator', 1, 1, 100),
                               (1, 104, 'FAILED', 'BLOCKED', 1, 1, 100),
                               (1, 105, 'SENT', null, 1, 1, 100);
                        insert into outcome_reason (campaign_id, state, reason, deliveries)
                        values (1, 'UNCERTAIN', 'the server went down before the reply', 1),
                               (1, 'FAILED', 'BLOCKED', 1);
                        """).execute());
        TestDatabase.open(settings).read(handle -> {
            assertThat(handle.createQuery("select id, end_kind from campaign order by id")
                            .map((row, context) -> tuple(row.getLong(1), row.getString(2)))
                            .list())
                    .containsExactly(
                            tuple(1L, "SESSION_LOST"),
                            tuple(2L, "RELEASED"),
                            tuple(3L, "RELEASED_ONE"),
                            tuple(4L, "OTHER"),
                            tuple(5L, null));
            assertThat(handle.createQuery("select user_id, reason from delivery order by user_id")
                            .map((row, context) -> tuple(row.getLong(1), row.getString(2)))
                            .list())
                    .containsExactly(
                            tuple(101L, "CRASHED"),
                            tuple(102L, "as never heard"),
                            tuple(103L, "COUNTED_BY_OPERATOR"),
                            tuple(104L, "BLOCKED"),
                            tuple(105L, null));
            return assertThat(handle.createQuery("select state, reason from outcome_reason order by state")
                            .map((row, context) -> tuple(row.getString(1), row.getString(2)))
                            .list())
                    .containsExactly(tuple("FAILED", "BLOCKED"), tuple("UNCERTAIN", "CRASHED"));
        });
    }
}
