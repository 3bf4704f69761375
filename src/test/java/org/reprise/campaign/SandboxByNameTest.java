package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.AccessRefused;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Quotas;
import org.reprise.access.Role;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

/** A name that nobody has opens a sandbox while there is nothing else to mistype. */
class SandboxByNameTest {
    @ParameterizedTest
    @EnumSource
    void aMistypedNameOpensNothingOnceABotIsConnected(TestDatabase database) {
        var storage = database.open();
        var sessions = new Sessions(storage, TestTime.running());
        var desk = desk(sessions, Map.of());
        assertThat(desk.forImport("demo").via()).isEqualTo(Session.Via.SANDBOX);
        assertThat(desk.opensSandboxes()).isTrue();

        sessions.open(1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);

        assertThat(desk.opensSandboxes()).isFalse();
        assertThatThrownBy(() -> desk.forImport("shpo")).hasMessageContaining("shpo");
        assertThatThrownBy(() -> desk.named("shpo", 1)).hasMessageContaining("shpo");
        assertThat(desk.find("shpo")).isEmpty();
        assertThat(desk.forImport("demo").name()).isEqualTo("demo");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverAsksForSandboxesHasThemAlways(TestDatabase database) {
        var storage = database.open();
        var sessions = new Sessions(storage, TestTime.running());
        sessions.open(1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);
        assertThat(desk(sessions, Map.of("REPRISE_SANDBOX", "true")).opensSandboxes())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverWantsNoneHasNone(TestDatabase database) {
        var storage = database.open();
        var desk = desk(new Sessions(storage, TestTime.running()), Map.of("REPRISE_SANDBOX", "false"));
        assertThatThrownBy(() -> desk.forImport("demo")).hasMessageContaining("demo");
    }

    @ParameterizedTest
    @EnumSource
    void aPersonOpensAsManyADayAsTheyMay(TestDatabase database) throws Exception {
        var caller = new CurrentCaller();
        var settings = TestDatabase.settings(Map.of("REPRISE_SANDBOXES_PER_DAY", "2"));
        var time = TestTime.at("2026-05-01T12:00:00Z");
        var sessions = new Sessions(database.open(), TestTime.running());
        var desk = new SessionService(sessions, null, null, settings, null, caller, new Quotas(caller, settings, time));
        var ann = new Caller(Caller.Kind.PERSON, 1L, "ann", 1, Role.OPERATOR, 1L, new Caller.Origin("192.0.2.1", null));
        caller.during(ann, () -> {
            desk.forImport("a");
            desk.forImport("b");
            desk.forImport("a");
            assertThatThrownBy(() -> desk.forImport("c"))
                    .isInstanceOfSatisfying(
                            AccessRefused.class, e -> assertThat(e.after()).contains(Duration.ofHours(12)));
            assertThat(sessions.all()).hasSize(2);
            time.pass(Duration.ofHours(12));
            return desk.forImport("c");
        });
    }

    private static SessionService desk(Sessions sessions, Map<String, String> settings) {
        return new SessionService(
                sessions,
                null,
                null,
                TestDatabase.settings(new HashMap<>(settings)),
                null,
                new CurrentCaller(),
                new Quotas(new CurrentCaller(), TestDatabase.settings(Map.of()), TestTime.running()));
    }
}
