package org.reprise.telegram.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.Chat;

class SandboxPopulationTest {

    @Test
    void sameSeedAndSessionHaveTheSamePeople() {
        var people = people(1, "demo", 500);
        assertThat(people).hasSize(500).isEqualTo(people(1, "demo", 500));
        assertThat(people).doesNotContainAnyElementsOf(people(2, "demo", 500));
        assertThat(people).doesNotContainAnyElementsOf(people(1, "other", 500));
    }

    @Test
    void aMillionPeopleStreamWithRisingIds() {
        var last = new AtomicLong(99_999_999);
        var population = new SandboxPopulation(1_000_000, Chance.of(1, "demo"));
        long counted = population
                .chats()
                .filter(chat -> chat.userId() > last.getAndSet(chat.userId()))
                .count();
        assertThat(counted).isEqualTo(1_000_000);
        assertThat(last).hasValueLessThan(8_000_000_000L);
    }

    @Test
    void anEmptySessionHasNobody() {
        assertThat(people(1, "demo", 0)).isEmpty();
    }

    @Test
    void theirLastMessageIsNeverBeforeTheirFirstNorAfterTheEpoch() {
        assertThat(people(1, "demo", 5_000)).allSatisfy(chat -> {
            assertThat(chat.firstMessageAt()).isBeforeOrEqualTo(chat.lastMessageAt());
            assertThat(chat.lastMessageAt()).isBefore(SandboxPopulation.EPOCH);
        });
    }

    @Test
    void theyLookLikePeople() {
        var people = people(1, "demo", 5_000);
        var usernames =
                people.stream().map(Chat::username).filter(Objects::nonNull).toList();
        assertThat(usernames).hasSizeBetween(3_000, 3_700).doesNotHaveDuplicates();
        assertThat(usernames).allMatch(name -> name.matches("[a-z][a-z0-9_]{4,31}"));
        assertThat(people).extracting(Chat::firstName).doesNotContainNull();
        var languages = people.stream().collect(Collectors.groupingBy(Chat::language, Collectors.counting()));
        assertThat(languages).hasSize(Language.values().length);
        assertThat(languages.get("en")).isGreaterThan(languages.get("fa"));
    }

    private static List<Chat> people(long seed, String session, int size) {
        return new SandboxPopulation(size, Chance.of(seed, session)).chats().toList();
    }
}
