package org.reprise.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.LeftOut;
import org.reprise.delivery.ledger.Failure.Obstacle;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;

class FailureTest {
    private static final Instant FAILED = Instant.parse("2026-05-05T12:00:00Z");
    private static final Session BOT = new Session(1, 1, "bot", Session.Kind.BOT, Session.Via.BOTAPI);
    private static final Session ACCOUNT = new Session(2, 1, "mine", Session.Kind.USER, Session.Via.TDLIB);
    private static final Session SANDBOX = new Session(3, 1, "demo", Session.Kind.SANDBOX, Session.Via.SANDBOX);

    private static Failure failure(String reason, Instant wrote, LeftOut.Cause leftOut) {
        return failure(reason, true, wrote, leftOut);
    }

    private static Failure failure(String reason, boolean targeted, Instant wrote, LeftOut.Cause leftOut) {
        return new Failure(
                5,
                DeliveryReason.of(reason),
                1,
                FAILED,
                targeted,
                Optional.ofNullable(wrote),
                Optional.ofNullable(leftOut));
    }

    private static Optional<Obstacle> obstacle(String reason, Instant wrote) {
        return failure(reason, wrote, null).obstacle(BOT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NEVER_WROTE", "PRIVACY_RESTRICTED", "WRITE_FORBIDDEN", "DEACTIVATED"})
    void whatLastsUntilTheyWriteIsOverWhenTheyWroteAfterIt(Reason reason) {
        assertThat(obstacle(reason.name(), FAILED.plusMillis(1))).isEmpty();
        for (var before : new Instant[] {null, FAILED.minusSeconds(1), FAILED}) {
            assertThat(obstacle(reason.name(), before)).as("%s", before).contains(Obstacle.SILENT);
        }
    }

    @ParameterizedTest
    @CsvSource({"UNRECOGNISED", "flood wait", "whatever a gateway said"})
    void whatTelegramMayHaveChangedItsMindOfIsWorthAnotherTry(String reason) {
        assertThat(obstacle(reason, null)).isEmpty();
    }

    @Test
    void aBlockIsOverWhenNothingLeavesThemOutAnyMore() {
        for (var session : List.of(BOT, ACCOUNT)) {
            assertThat(failure("BLOCKED", null, null).obstacle(session)).isEmpty();
            assertThat(failure("BLOCKED", FAILED.plusSeconds(1), LeftOut.Cause.BLOCKED)
                            .obstacle(session))
                    .contains(Obstacle.BLOCKED);
        }
    }

    /** A sandbox notes no blocks, so nothing would ever leave them out. */
    @Test
    void inASandboxABlockIsOverWhenTheyWrote() {
        assertThat(failure("BLOCKED", FAILED, null).obstacle(SANDBOX)).contains(Obstacle.SILENT);
        assertThat(failure("BLOCKED", FAILED.plusSeconds(1), null).obstacle(SANDBOX))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whoIsLeftOutIsNeverTriedAgain(Reason reason) {
        for (var cause : LeftOut.Cause.values()) {
            assertThat(failure(reason.name(), FAILED.plusSeconds(1), cause).obstacle(BOT))
                    .isPresent();
        }
        assertThat(failure(reason.name(), null, LeftOut.Cause.ASKED).obstacle(BOT))
                .contains(Obstacle.OPTED_OUT);
    }

    /** The next run would pass them by. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void whoIsNotSelectedIsNotReleased(Reason reason) {
        assertThat(failure(reason.name(), false, FAILED.plusSeconds(1), null).obstacle(BOT))
                .contains(Obstacle.NOT_SELECTED);
    }
}
