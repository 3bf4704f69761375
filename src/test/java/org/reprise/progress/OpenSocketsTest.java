package org.reprise.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reprise.testing.TestTime;

class OpenSocketsTest {
    private static final int PEOPLE = OpenSockets.MAX / OpenSockets.MAX_OF_ONE;

    private final Map<String, Integer> listening = new HashMap<>();
    private final TestTime time = new TestTime(Instant.EPOCH, Long.MAX_VALUE);
    private final OpenSockets sockets = new OpenSockets(this::count, time);

    private Map<String, Integer> count(Collection<String> users) {
        var counts = new HashMap<String, Integer>();
        users.forEach(user -> counts.put(user, listening.getOrDefault(user, 0)));
        return counts;
    }

    @Test
    void noMoreAreOpenedThanTheServerCanTellInTime() {
        takeAll();
        assertThat(opens("one more")).isFalse();
        assertThat(opens("one more")).isFalse();
    }

    @Test
    void onePersonLeavesRoomForOthers() {
        take("greedy", OpenSockets.MAX_OF_ONE);
        assertThat(opens("greedy")).isFalse();
        assertThat(sockets.takeAnother("greedy", "another sign-in of the same")).isFalse();
        assertThat(opens("other")).isTrue();
    }

    @Test
    void whereSomeWentAwayOthersAreTakenIn() {
        takeAll();
        listening.put("person 1", OpenSockets.MAX_OF_ONE - 2);
        assertThat(opens("one more")).isTrue();
        assertThat(opens("one more")).isTrue();
        assertThat(opens("one more")).isFalse();
        listening.clear();
        assertThat(opens("one more")).as("they are counted once a second").isFalse();
        time.pass(Duration.ofSeconds(1));
        takeAll();
    }

    private void takeAll() {
        for (int person = 1; person <= PEOPLE; person++) {
            take("person " + person, OpenSockets.MAX_OF_ONE);
        }
    }

    private void take(String person, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(opens(person)).isTrue();
            listening.merge(person, 1, Integer::sum);
        }
    }

    private boolean opens(String person) {
        return sockets.takeAnother(person, person);
    }
}
