package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

class SenderReachTest {
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final SenderReach reach = new SenderReach(time);
    private final Session shop = new Session(1, 1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);

    @Test
    void ofASilentSessionItKnowsSinceWhen() {
        reach.hears(shop);
        time.pass(Duration.ofSeconds(40));
        assertThat(reach.hearsNothing(shop)).isTrue();
        time.pass(Duration.ofSeconds(20));
        assertThat(reach.hearsNothing(shop)).as("news again").isFalse();
        assertThat(reach.lastHeard()).containsExactly(new SenderReach.LastHeard(shop, Duration.ofMinutes(1)));
        assertThat(reach.outOfReach()).containsExactly(shop);
    }

    @Test
    void aWordFromTelegramEndsTheSilence() {
        reach.hearsNothing(shop);
        time.pass(Duration.ofMinutes(5));
        reach.hears(shop);
        assertThat(reach.lastHeard()).containsExactly(new SenderReach.LastHeard(shop, Duration.ZERO));
        assertThat(reach.outOfReach()).isEmpty();
    }
}
