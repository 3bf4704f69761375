package org.reprise.telegram.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome.Reason;

class SandboxBehaviourTest {
    private static final int PEOPLE = 200_000;

    @Test
    void sameSeedAndSessionMeetTheSameFates() {
        assertThat(refusals(1, "demo")).isEqualTo(refusals(1, "demo"));
        assertThat(refusals(1, "demo")).isNotEqualTo(refusals(2, "demo")).isNotEqualTo(refusals(1, "other"));
    }

    @Test
    void refusesAsManyAsAreSetAndMostlyForABlock() {
        var reasons = refusals(1, "demo").stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        double refused = reasons.values().stream().mapToLong(n -> n).sum();
        assertThat(refused / PEOPLE).isCloseTo(0.05, within(0.005));
        assertThat(reasons.get(Reason.BLOCKED) / refused).isCloseTo(0.7, within(0.03));
        assertThat(reasons.get(Reason.DEACTIVATED) / refused).isCloseTo(0.2, within(0.03));
        assertThat(reasons.get(Reason.PRIVACY_RESTRICTED) / refused).isCloseTo(0.1, within(0.03));
    }

    @Test
    void nobodyOrEverybodyIsRefusedWhenSetSo() {
        var none = behaviour("REFUSED_PERCENT", "0");
        assertThat(people().anyMatch(id -> none.refusal(id).isPresent())).isFalse();
        var all = behaviour("REFUSED_PERCENT", "100");
        assertThat(people().allMatch(id -> all.refusal(id).isPresent())).isTrue();
    }

    @Test
    void oneInSoManyMeetsAFloodWait() {
        var behaviour = behaviour("FLOOD_EVERY", "1000");
        var waits = people().mapToObj(behaviour::floodWait)
                .filter(wait -> !wait.isZero())
                .toList();
        assertThat(waits.size()).isBetween(140, 260);
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }

    @Test
    void repliesTakeTheLatencyOnAverage() {
        var behaviour = behaviour("LATENCY_MS", "40");
        var millis = people().mapToObj(id -> behaviour.replyTime(new OutgoingMessage(id, "Hello", 1)))
                .mapToDouble(time -> time.toNanos() / 1e6)
                .summaryStatistics();
        assertThat(millis.getMin()).isGreaterThanOrEqualTo(20);
        assertThat(millis.getMax()).isLessThanOrEqualTo(60);
        assertThat(millis.getAverage()).isCloseTo(40, within(0.5));
    }

    private static List<Optional<Reason>> refusals(long seed, String session) {
        var settings = Sandboxes.settings("REFUSED_PERCENT", "5").sandbox();
        var behaviour = new SandboxBehaviour(settings, Chance.of(seed, session));
        return people().mapToObj(behaviour::refusal).toList();
    }

    private static SandboxBehaviour behaviour(String... keys) {
        return new SandboxBehaviour(Sandboxes.settings(keys).sandbox(), Chance.of(1, "demo"));
    }

    private static LongStream people() {
        return LongStream.rangeClosed(1, PEOPLE);
    }
}
