package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.sandbox.SandboxGateway;
import org.reprise.testing.TestDatabase;

class GatewaysTest {
    private final SandboxGateway sandbox = new SandboxGateway(TestDatabase.settings(Map.of()), null, Clock.systemUTC());

    @Test
    void picksTheGatewayThatSpeaksForTheSession() {
        assertThat(new Gateways(List.of(sandbox))
                        .of(session(Session.Via.SANDBOX))
                        .via())
                .isEqualTo(Session.Via.SANDBOX);
    }

    @Test
    void namesTheKindThatNobodySpeaksFor() {
        assertThatThrownBy(() -> new Gateways(List.of(sandbox)).of(session(Session.Via.TDLIB)))
                .hasMessageContaining("TDLIB");
    }

    @Test
    void refusesTwoGatewaysForOneKind() {
        assertThatThrownBy(() -> new Gateways(List.of(sandbox, sandbox))).hasMessageContaining("SANDBOX");
    }

    private static Session session(Session.Via via) {
        return new Session(1, 1, "demo", Session.Kind.USER, via);
    }
}
