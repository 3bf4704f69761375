package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.CurrentCaller;
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

    private static SessionService desk(Sessions sessions, Map<String, String> settings) {
        return new SessionService(
                sessions, null, null, TestDatabase.settings(new HashMap<>(settings)), null, new CurrentCaller());
    }
}
