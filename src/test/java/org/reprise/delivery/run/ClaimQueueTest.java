package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reprise.session.SessionLanes;
import org.reprise.telegram.HandoverNotes;
import org.reprise.testing.TestTime;

class ClaimQueueTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestTime time = new TestTime(NOON, Long.MAX_VALUE - 1);
    private final List<Notes> opened = new ArrayList<>();
    private final ClaimQueue queue = new ClaimQueue(
            new RunTools(null, null, null, null, new SessionLanes(null, null, time), new LivingRuns(), event -> {}),
            null);

    private final class Notes implements HandoverNotes {
        private final List<Long> named = new ArrayList<>();
        private boolean lost;

        Notes() {
            opened.add(this);
        }

        @Override
        public boolean areLost() {
            return lost;
        }

        @Override
        public void claiming(List<Long> users, Instant at) {
            named.addAll(users);
        }
    }

    /** A full disk may have room again while the run goes on. */
    @Test
    void notesThatWereLostAreOpenedAgainBeforeALaterClaim() {
        queue.noteIn(Notes::new);
        queue.claiming(List.of(1L), NOON);
        opened.get(0).lost = true;
        queue.claiming(List.of(2L), NOON);
        assertThat(opened).as("not at every claim").hasSize(1);
        time.pass(Duration.ofSeconds(5));
        queue.claiming(List.of(3L), NOON);
        assertThat(opened).hasSize(2);
        assertThat(opened.get(1).named).containsExactly(3L);
        time.pass(Duration.ofSeconds(5));
        queue.claiming(List.of(4L), NOON);
        assertThat(opened).as("these are not lost").hasSize(2);
        assertThat(opened.get(1).named).containsExactly(3L, 4L);
    }
}
