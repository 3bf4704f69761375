package org.reprise.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabasePermitsTest {
    private final DatabasePermits turns = new DatabasePermits();
    private final List<Integer> granted = new ArrayList<>();
    private final List<DatabasePermits.Permit> asked = IntStream.range(0, DatabasePermits.MAX_AT_WORK + 3)
            .mapToObj(number -> turns.ask(() -> granted.add(number)))
            .toList();

    @Test
    void soManyHaveOneAtOnceAndTheOthersComeInOrder() {
        assertThat(asked.subList(0, DatabasePermits.MAX_AT_WORK)).allMatch(DatabasePermits.Permit::isGranted);
        assertThat(asked.subList(DatabasePermits.MAX_AT_WORK, asked.size()))
                .noneMatch(DatabasePermits.Permit::isGranted);
        asked.get(3).giveBack();
        asked.get(0).giveBack();
        assertThat(granted).containsExactly(DatabasePermits.MAX_AT_WORK, DatabasePermits.MAX_AT_WORK + 1);
        assertThat(asked.get(DatabasePermits.MAX_AT_WORK).isGranted()).isTrue();
    }

    @Test
    void whoWantsItNoMoreLeavesTheQueue() {
        asked.get(DatabasePermits.MAX_AT_WORK).giveBack();
        asked.get(0).giveBack();
        assertThat(granted).containsExactly(DatabasePermits.MAX_AT_WORK + 1);
    }

    @Test
    void whatNobodyWaitsForIsFreeAgain() {
        asked.forEach(DatabasePermits.Permit::giveBack);
        assertThat(turns.ask(() -> {}).isGranted()).isTrue();
    }
}
