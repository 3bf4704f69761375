package org.reprise.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final List<Integer> come = new ArrayList<>();
    private final List<Turns.Turn> asked = IntStream.range(0, Turns.MOST + 3)
            .mapToObj(number -> turns.ask(() -> come.add(number)))
            .toList();

    @Test
    void soManyHaveOneAtOnceAndTheOthersComeInOrder() {
        assertThat(asked.subList(0, Turns.MOST)).allMatch(Turns.Turn::hasCome);
        assertThat(asked.subList(Turns.MOST, asked.size())).noneMatch(Turns.Turn::hasCome);
        asked.get(3).giveBack();
        asked.get(0).giveBack();
        assertThat(come).containsExactly(Turns.MOST, Turns.MOST + 1);
        assertThat(asked.get(Turns.MOST).hasCome()).isTrue();
    }

    @Test
    void whoWantsItNoMoreLeavesTheQueue() {
        asked.get(Turns.MOST).giveBack();
        asked.get(0).giveBack();
        assertThat(come).containsExactly(Turns.MOST + 1);
    }

    @Test
    void whatNobodyWaitsForIsFreeAgain() {
        asked.forEach(Turns.Turn::giveBack);
        assertThat(turns.ask(() -> {}).hasCome()).isTrue();
    }
}
