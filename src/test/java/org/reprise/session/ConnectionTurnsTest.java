package org.reprise.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reprise.session.ConnectionTurns.Turn;

class ConnectionTurnsTest {
    private static final int BATCH = ConnectionTurns.BATCH;

    private final List<String> granted = new ArrayList<>();
    private final ConnectionTurns turns = new ConnectionTurns(2 * BATCH);
    private final Turn first = turn("first");
    private final Turn second = turn("second");
    private final Turn third = turn("third");
    private final Turn fourth = turn("fourth");

    private Turn turn(String name) {
        return turns.turn(() -> granted.add(name));
    }

    /**
     * Until there is no more, and waits for none.
     *
     * @return how many messages the turn was good for
     */
    private static int use(Turn turn) {
        int used = 0;
        while (turn.isGranted()) {
            turn.use();
            used++;
        }
        turn.leave();
        return used;
    }

    private static void answer(Turn turn, int times) {
        IntStream.range(0, times).forEach(i -> turn.answered());
    }

    @Test
    void noMoreIsOnItsWayThanThereAreConnections() {
        assertThat(use(first)).isEqualTo(2 * BATCH);
        assertThat(use(second)).isZero();
        assertThat(granted).isEmpty();
    }

    @Test
    void whoeverWaitsIsToldWhenThereIsEnoughForATurn() {
        use(first);
        assertThat(second.isGranted()).isFalse();
        answer(first, BATCH - 1);
        assertThat(granted).isEmpty();
        answer(first, 1);
        assertThat(granted).containsExactly("second");
        assertThat(use(second)).isEqualTo(BATCH);
    }

    @Test
    void turnsAreFair() {
        use(first);
        var onTheirWay = new ArrayDeque<>(List.of(first, first));
        for (int round = 0; round < 3; round++) {
            var waiting = List.of(second, third, fourth);
            assertThat(waiting).noneMatch(Turn::isGranted);
            for (var next : waiting) {
                answer(onTheirWay.remove(), BATCH);
                assertThat(use(next)).isEqualTo(BATCH);
                onTheirWay.add(next);
            }
        }
        assertThat(granted)
                .containsExactly("second", "third", "fourth", "second", "third", "fourth", "second", "third", "fourth");
    }

    @Test
    void whoeverLeavesGivesTheRestToTheNext() {
        assertThat(first.isGranted()).isTrue();
        assertThat(second.isGranted()).isTrue();
        assertThat(third.isGranted()).isFalse();
        first.use();
        first.leave();
        assertThat(granted).as("one of the places is still used").isEmpty();
        first.answered();
        assertThat(granted).containsExactly("third");
    }

    @Test
    void whoeverLeavesTheQueueIsNotToldOf() {
        use(first);
        assertThat(second.isGranted()).isFalse();
        assertThat(third.isGranted()).isFalse();
        second.leave();
        answer(first, BATCH);
        assertThat(granted).containsExactly("third");
        third.leave();
        answer(first, BATCH);
        assertThat(use(second)).as("all of them are free again").isEqualTo(2 * BATCH);
    }

    @Test
    void fewConnectionsAreTurnsAsWell() {
        var few = new ConnectionTurns(1);
        var one = few.turn(() -> granted.add("one"));
        var other = few.turn(() -> granted.add("other"));
        assertThat(use(one)).isEqualTo(1);
        assertThat(other.isGranted()).isFalse();
        one.answered();
        assertThat(granted).containsExactly("other");
        assertThat(use(other)).isEqualTo(1);
    }
}
