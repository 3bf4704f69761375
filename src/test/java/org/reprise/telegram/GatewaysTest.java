package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.Hindrance;
import org.reprise.storage.StorageUnavailable;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestOwnership;

class GatewaysTest {
    private final TelegramGateway sandbox = new ScriptedTelegram(0);

    @Test
    void picksTheGatewayThatSpeaksForTheSession() {
        assertThat(new Gateways(List.of(sandbox), new TestOwnership())
                        .of(session(Session.Via.SANDBOX))
                        .via())
                .isEqualTo(Session.Via.SANDBOX);
    }

    @Test
    void namesTheKindThatNobodySpeaksFor() {
        assertThatThrownBy(() -> new Gateways(List.of(sandbox), new TestOwnership()).of(session(Session.Via.TDLIB)))
                .hasMessageContaining("TDLIB");
    }

    @Test
    void refusesTwoGatewaysForOneKind() {
        assertThatThrownBy(() -> new Gateways(List.of(sandbox, sandbox), new TestOwnership()))
                .hasMessageContaining("SANDBOX");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyHearsFromAServerThatAnotherOneMayHaveReplaced(Hindrance.Kind kind) {
        var telegram = new ScriptedTelegram(10);
        var ownership = new TestOwnership();
        var gateway = new Gateways(List.of(telegram), ownership).of(session(Session.Via.SANDBOX));
        var message = new OutgoingMessage(7, "Hello", 1);

        ownership.hinder(kind);
        var outcome = gateway.send(session(Session.Via.SANDBOX), message)
                .toCompletableFuture()
                .join();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Unreachable.class,
                        put -> assertThat(put.pause()).isEqualTo(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> gateway.settle(session(Session.Via.SANDBOX), List.of()))
                .isInstanceOf(StorageUnavailable.class);
        assertThat(telegram.handed).isEmpty();

        ownership.giveBack();
        assertThat(gateway.send(session(Session.Via.SANDBOX), message)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new SendOutcome.Sent());
        assertThat(gateway.settle(session(Session.Via.SANDBOX), List.of())).isEmpty();
    }

    /** A default method of the port would answer for the gateway that knows better. */
    @Test
    void theGuardPassesEveryQuestionOn() {
        for (var method : TelegramGateway.class.getMethods()) {
            assertThatCode(() -> GuardedGateway.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                    .doesNotThrowAnyException();
        }
    }

    private static Session session(Session.Via via) {
        return new Session(1, 1, "demo", Session.Kind.USER, via);
    }
}
