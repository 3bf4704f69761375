package org.reprise.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final UUID US = new UUID(1, 1);
    private static final UUID THEM = new UUID(2, 2);
    private static final UUID MEMORY = new UUID(3, 3);
    private static final Place HERE = new Place(7, 70);
    private static final Place THERE = new Place(8, 80);

    private final DatabaseState living = database(US, MEMORY, HERE, Map.of(1L, new Slot(100, 4), 2L, new Slot(0, 1)));

    private static DatabaseState database(UUID id, UUID memory, Place place, Map<Long, Slot> campaigns) {
        return new DatabaseState(id, memory, place, null, campaigns, Map.of(), Map.of());
    }

    private static Memory memory(UUID installation, Place database, Map<Long, Slot> slots) {
        return new Memory(MEMORY, installation, database, true, slots);
    }

    private static Finding found(DatabaseState database, Memory mine, Memory... others) {
        return new Comparison(database, mine, List.of(others), false).finding().orElse(null);
    }

    @Test
    void aDatabaseThatLivedOnIsNoFinding() {
        assertThat(found(living, memory(US, HERE, living.campaigns()))).isNull();
        // what a power cut made the memory forget, or another server did since
        assertThat(found(living, memory(US, HERE, Map.of(1L, new Slot(90, 3))))).isNull();
    }

    @Test
    void anOlderOneLacksExactlyWhatIsRemembered() {
        var finding = found(living, memory(US, HERE, Map.of(1L, new Slot(2317, 9), 2L, new Slot(0, 1))));
        assertThat(finding.reason()).isEqualTo(Reason.OLDER);
        assertThat(finding.doubts().values()).containsExactly(new Doubt(1, 2217L));
        assertThat(finding.ahead()).isEqualTo(Map.of(1L, new Slot(2317, 9)));
    }

    @Test
    void oneWhoseCampaignWasStoppedSinceIsOlderThoughNobodyWasReached() {
        var finding = found(living, memory(US, HERE, Map.of(1L, new Slot(100, 5))));
        assertThat(finding.reason()).isEqualTo(Reason.OLDER);
        assertThat(finding.doubts()).isEmpty();
    }

    @Test
    void aCampaignThatItDoesNotKnowIsToldToo() {
        var finding = found(living, memory(US, HERE, Map.of(9L, new Slot(30, 2), 10L, new Slot(0, 1))));
        assertThat(finding.doubts().values()).containsExactly(new Doubt(9, 30L));
        assertThat(finding.ahead()).containsOnlyKeys(9L, 10L);
    }

    @Test
    void aCopyInItsPlaceIsFoundThoughItLacksNobody() {
        var finding = found(living, memory(US, THERE, living.campaigns()));
        assertThat(finding.reason()).isEqualTo(Reason.REPLACED);
        assertThat(finding.doubts()).isEmpty();
        assertThat(found(living, memory(US, THERE, Map.of(1L, new Slot(101, 4))))
                        .reason())
                .isEqualTo(Reason.OLDER);
    }

    @Test
    void aNumberOfAFileThatIsUsedAgainIsNotTheSameFile() {
        assertThat(found(living, memory(US, new Place(7, 71), living.campaigns()))
                        .reason())
                .isEqualTo(Reason.REPLACED);
        assertThat(found(living, memory(US, new Place(7, 0), living.campaigns())))
                .isNull();
        assertThat(found(living, memory(US, Place.UNKNOWN, living.campaigns()))).isNull();
    }

    /** A copy of it ran elsewhere meanwhile: what that did, nobody here knows. */
    @Test
    void oneThatAnotherMemoryWatchedSinceLacksAnUnknownNumber() {
        var elsewhere = database(US, new UUID(4, 4), THERE, living.campaigns());
        var finding = found(elsewhere, memory(US, HERE, Map.of(1L, new Slot(150, 5), 9L, new Slot(3, 1))));
        assertThat(finding.reason()).isEqualTo(Reason.ELSEWHERE);
        assertThat(finding.doubts().values())
                .containsExactlyInAnyOrder(new Doubt(1, null), new Doubt(2, null), new Doubt(9, null));
    }

    @Test
    void aMemoryThatWasCopiedBackProvesNothing() {
        var copy = new Memory(MEMORY, US, HERE, false, living.campaigns());
        assertThat(found(living, copy).reason()).isEqualTo(Reason.ELSEWHERE);
        assertThat(found(living, copy).doubts().values())
                .containsExactlyInAnyOrder(new Doubt(1, null), new Doubt(2, null));
    }

    @Test
    void withoutAMemoryOnlyWhatNeverHadOneGoesOn() {
        assertThat(found(living, null).reason()).isEqualTo(Reason.ELSEWHERE);
        assertThat(found(database(US, null, HERE, living.campaigns()), null)).isNull();
        assertThat(found(database(null, null, HERE, living.campaigns()), null)).isNull();
        assertThat(found(database(null, null, HERE, Map.of()), null)).isNull();
        // of yesterday and of before the upgrade
        var another = memory(THEM, HERE, Map.of(1L, new Slot(5, 1)));
        assertThat(found(database(null, null, HERE, living.campaigns()), null, another)
                        .reason())
                .isEqualTo(Reason.ELSEWHERE);
    }

    @Test
    void anEmptyDatabaseIsToldWhereAnotherOneSent() {
        var empty = database(null, null, HERE, Map.of());
        var another = memory(THEM, THERE, Map.of(1L, new Slot(5, 1), 2L, new Slot(0, 3)));
        var finding = found(empty, null, another);
        assertThat(finding.reason()).isEqualTo(Reason.EMPTY);
        assertThat(finding.doubts().values()).containsExactly(new Doubt(1, 5L));
        assertThat(finding.ahead()).isEmpty();
        assertThat(found(empty, null, memory(THEM, THERE, Map.of(2L, new Slot(0, 3)))))
                .isNull();
        // a start that died before it had a memory of its own finds the same again
        var again = new DatabaseState(US, null, HERE, Reason.EMPTY, Map.of(), Map.of(), finding.doubts());
        assertThat(found(again, null, another).doubts()).isEqualTo(finding.doubts());
    }

    @Test
    void ofTwoFindingsBothHold() {
        var first = new DatabaseState(
                US,
                MEMORY,
                HERE,
                Reason.ELSEWHERE,
                Map.of(1L, new Slot(100, 4), 2L, new Slot(10, 1)),
                Map.of(3L, new Slot(5, 1)),
                Map.of(1L, new Doubt(1, 50L), 2L, new Doubt(2, null), 3L, new Doubt(3, 5L)));
        var finding =
                found(first, memory(US, HERE, Map.of(1L, new Slot(120, 4), 2L, new Slot(11, 1), 3L, new Slot(5, 1))));
        assertThat(finding.reason()).isEqualTo(Reason.ELSEWHERE);
        assertThat(finding.doubts().values())
                .containsExactlyInAnyOrder(new Doubt(1, 70L), new Doubt(2, null), new Doubt(3, 5L));
    }

    @Test
    void whoSawItAliveMissesNoMemoryAndStillFindsThatItIsBehind() {
        assertThat(new Comparison(living, null, List.of(), true).finding()).isEmpty();
        var elsewhere = database(US, new UUID(4, 4), THERE, living.campaigns());
        assertThat(new Comparison(elsewhere, memory(US, HERE, living.campaigns()), List.of(), true).finding())
                .isEmpty();
        var ahead = memory(US, HERE, Map.of(1L, new Slot(103, 4)));
        assertThat(new Comparison(elsewhere, ahead, List.of(), true)
                        .finding()
                        .orElseThrow()
                        .doubts()
                        .values())
                .containsExactly(new Doubt(1, 3L));
    }
}
