package org.reprise.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.Storage;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class RefusalsTest {
    private final TestTime time = TestTime.at("2026-05-01T12:00:00Z");
    private final CurrentCaller caller = new CurrentCaller();

    private Audit audit;
    private Refusals refusals;

    private void open(Storage storage) {
        audit = new Audit(storage, caller, time);
        refusals = new Refusals(audit);
    }

    private static Caller viewer(long id) {
        return new Caller(Caller.Kind.TOKEN, id, "report", 1, Role.VIEWER, null, Caller.Origin.UNKNOWN);
    }

    private List<AuditEntry> entries() {
        return audit.page(1, Audit.Filter.ALL, Audit.Cursor.START, 10);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theFirstInAnHourIsRecordedOfEachCaller(TestDatabase database) {
        open(database.open());
        refusals.note(viewer(1), "POST", "/campaigns/7/start", Role.OPERATOR);
        refusals.note(viewer(1), "POST", "/campaigns/8/start", Role.OPERATOR);
        refusals.note(viewer(2), "GET", "/" + "a".repeat(500) + "\0", Role.OWNER);
        refusals.note(Caller.nobody(Caller.Origin.UNKNOWN), "GET", "/campaigns", Role.VIEWER);
        assertThat(entries()).hasSize(2);
        assertThat(entries().get(1).subject()).isEqualTo(new AuditEntry.Subject("route", "POST /campaigns/7/start"));
        assertThat(entries().get(1).after().getString("needed")).isEqualTo(Role.OPERATOR.toString());
        time.pass(Duration.ofHours(1));
        refusals.note(viewer(1), "POST", "/campaigns/8/start", Role.OPERATOR);
        assertThat(entries()).hasSize(3);
    }
}
