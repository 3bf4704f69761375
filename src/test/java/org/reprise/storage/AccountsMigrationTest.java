package org.reprise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.Settings;
import org.reprise.testing.TestDatabase;

class AccountsMigrationTest {
    private static final String CAMPAIGN =
            "insert into campaign (id, account_id, session_id, status, revision, version,"
                    + " changes, run, sleep_millis, audience_size, claimed_count, sent_count, failed_count, uncertain_count,"
                    + " created_at) values (%d, %d, %d, 'stopped', 1, 1, 1, 1, 0, 9, 0, 0, 0, 0, 1)";

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everythingThatWasThereIsOfAnAccountAndStillHangsTogether(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        leaveAsBeforeAccounts(settings);
        TestDatabase.open(settings).read(handle -> {
            assertThat(rows(handle, "select id, name from account order by id"))
                    .containsExactly(
                            tuple(1L, "Reprise"),
                            tuple(3L, "Account 3"),
                            tuple(7L, "Account 7"),
                            tuple(9L, "Account 9"));
            assertThat(rows(handle, "select id, account_id from session order by id"))
                    .containsExactly(tuple(1L, 1L), tuple(2L, 7L));
            assertThat(rows(handle, "select id, name from session order by id"))
                    .containsExactly(tuple(1L, "shop"), tuple(2L, "bot"));
            assertThat(rows(handle, "select id, paused_until from session where paused_for is not null"))
                    .containsExactly(tuple(2L, 300L));
            // the third one named another account than its session's
            assertThat(rows(handle, "select id, account_id from campaign order by id"))
                    .containsExactly(tuple(1L, 1L), tuple(2L, 7L), tuple(3L, 1L));
            assertThat(rows(handle, "select session_id, sealed from session_secret"))
                    .containsExactly(tuple(2L, "sealed"));
            assertThat(rows(handle, "select session_id, update_id from taken_update"))
                    .containsExactly(tuple(2L, 5L));
            assertThat(rows(handle, "select account_id, user_id from opt_out")).containsExactly(tuple(9L, 11L));
            return assertThat(rows(handle, "select value, name from counter where name = 'account'"))
                    .containsExactly(tuple(9L, "account"));
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignNeedsASessionAsBefore(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        leaveAsBeforeAccounts(settings);
        var storage = TestDatabase.open(settings);
        assertThatThrownBy(() -> storage.write(handle -> handle.execute(CAMPAIGN.formatted(4, 1, 99))))
                .isInstanceOf(StorageFailed.class);
        assertThatThrownBy(() -> storage.write(handle -> handle.execute("delete from session where id = 1")))
                .isInstanceOf(StorageFailed.class);
        storage.write(handle -> handle.execute(CAMPAIGN.formatted(4, 1, 1)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNameIsUniqueInItsAccountAlone(TestDatabase database) {
        var settings = TestDatabase.settings(Map.of("REPRISE_DB_URL", database.url()));
        leaveAsBeforeAccounts(settings);
        var storage = TestDatabase.open(settings);
        var insert =
                "insert into session (id, account_id, name, kind, created_at) values (%d, %d, 'shop', 'SANDBOX', 1)";
        storage.write(handle -> handle.execute(insert.formatted(3, 7)));
        assertThatThrownBy(() -> storage.write(handle -> handle.execute(insert.formatted(4, 7))))
                .isInstanceOf(StorageFailed.class);
    }

    private static void leaveAsBeforeAccounts(Settings settings) {
        var source = DatabaseByUrl.of(settings.database());
        Migrations.of(source, settings.database()).target("15").load().migrate();
        Jdbi.create(source)
                .useTransaction(handle -> handle.createScript(
                                """
                        insert into session (id, account_id, name, kind, via, created_at)
                        values (1, 1, 'shop', 'SANDBOX', 'SANDBOX', 1);
                        insert into session (id, account_id, name, kind, via, created_at, paused_for, paused_at,
                                             paused_until)
                        values (2, 7, 'bot', 'BOT', 'BOTAPI', 1, 'FLOOD_WAIT', 200, 300);
                        insert into session_secret (session_id, name, sealed) values (2, 'token', 'sealed');
                        insert into taken_update (session_id, update_id) values (2, 5);
                        insert into opt_out (account_id, user_id, at, source, cause)
                        values (9, 11, 1, 'STOP', 'ASKED');
                        """ + CAMPAIGN.formatted(1, 1, 1) + ";" + CAMPAIGN.formatted(2, 7, 2) + ";"
                                        + CAMPAIGN.formatted(3, 3, 1))
                        .execute());
    }

    private static List<Tuple> rows(Handle handle, String sql) {
        return handle.createQuery(sql)
                .map((row, context) -> tuple(value(row.getObject(1)), value(row.getObject(2))))
                .list();
    }

    /** SQLite gives small numbers as integers. */
    private static Object value(Object read) {
        return read instanceof Number number ? (Object) number.longValue() : read;
    }
}
