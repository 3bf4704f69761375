package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

/** When a name server is asked. An address instead of a name needs none, and one that is no address has none. */
class KnownAddressTest {
    private static final String SERVER = "127.0.0.1";
    private static final String NOBODY = "[nobody]";

    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE - 1);
    private final List<Runnable> beside = new ArrayList<>();
    private final KnownAddress address = new KnownAddress(beside::add, time);

    @Test
    void anAddressServesForHalfAMinuteWithoutAQuestion() throws Exception {
        address.resolve(SERVER);
        time.pass(Duration.ofSeconds(30));
        assertThat(address.resolve(SERVER)).hasSize(1);
        assertThat(beside).isEmpty();
    }

    @Test
    void anOldAddressServesWhileANewOneIsLookedUpOnceBeside() throws Exception {
        address.resolve(SERVER);
        time.pass(Duration.ofSeconds(31));
        assertThat(address.resolve(SERVER)).hasSize(1);
        assertThat(address.resolve(SERVER)).hasSize(1);
        assertThat(beside).hasSize(1);
        beside.get(0).run();
        address.resolve(SERVER);
        assertThat(beside).hasSize(1);
    }

    @Test
    void anOldAddressServesAsLongAsThereIsNone() throws Exception {
        address.resolve(SERVER);
        time.pass(Duration.ofSeconds(31));
        assertThat(address.resolve(NOBODY)).hasSize(1);
        beside.get(0).run();
        assertThat(address.resolve(NOBODY)).hasSize(1);
    }

    @Test
    void afterAFailureNobodyIsAskedForFiveSeconds() throws Exception {
        assertThatThrownBy(() -> address.resolve(NOBODY)).isInstanceOf(UnknownHostException.class);
        time.pass(Duration.ofSeconds(5));
        assertThatThrownBy(() -> address.resolve(SERVER)).isInstanceOf(UnknownHostException.class);
        time.pass(Duration.ofNanos(1));
        assertThat(address.resolve(SERVER)).hasSize(1);
    }

    @Test
    void anOldAddressServesAServerThatGoesDown() throws Exception {
        var goingDown = new KnownAddress(
                work -> {
                    throw new RejectedExecutionException();
                },
                time);
        goingDown.resolve(SERVER);
        time.pass(Duration.ofMinutes(1));
        assertThat(goingDown.resolve(SERVER)).hasSize(1);
    }
}
