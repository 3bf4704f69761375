package org.reprise.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.access.SignInsEnded;
import org.reprise.testing.TestTime;

class ListenersTest {
    private final Map<Long, List<Long>> signIns = new HashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE);
    private boolean people = true;
    private final Listeners listeners = new Listeners(this::live, () -> people, time);

    private List<Long> live(long account) {
        asked.add(account);
        return signIns.getOrDefault(account, List.of());
    }

    @Test
    void eachAccountIsHeardByItsOwnSignInsAlone() {
        signIns.put(1L, List.of(11L, 12L));
        signIns.put(2L, List.of(21L));
        assertThat(listeners.of(1)).containsExactly("sign-in 11", "sign-in 12");
        assertThat(listeners.of(2)).containsExactly("sign-in 21");
        assertThat(listeners.of(3)).isEmpty();
    }

    @Test
    void theyAreAskedForOnceASecond() {
        signIns.put(1L, List.of(11L));
        listeners.of(1);
        listeners.of(1);
        assertThat(asked).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        signIns.put(1L, List.of(11L, 12L));
        assertThat(listeners.of(1)).contains("sign-in 12");
    }

    @Test
    void oneThatEndedIsToldNothingFromThenOn() {
        signIns.put(1L, List.of(11L));
        listeners.of(1);
        signIns.clear();
        listeners.signInsEnded(new SignInsEnded(5, 11L, null));
        assertThat(listeners.of(1)).isEmpty();
    }

    @Test
    void whoeverIsAtTheMachineHearsUntilSomebodyCanSignIn() {
        people = false;
        assertThat(listeners.of(1)).containsExactly(Listener.LOCAL);
        people = true;
        assertThat(listeners.of(1)).isEmpty();
    }
}
