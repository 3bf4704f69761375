package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.audience.CategoryCriterion.EXCLUDE_CATEGORIES;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.Targeting.Condition;
import org.reprise.audience.rule.Selection;
import org.reprise.audience.rule.Side;
import org.reprise.storage.Statements;

/** What each criterion needs, so that one that is added is nowhere forgotten. */
class CriteriaTest {
    private static final Statements SQL = Statements.of("audience");

    static Stream<Criterion<?>> all() {
        return Criteria.ALL.stream();
    }

    static Stream<Condition<?>> conditions() {
        return all().flatMap(criterion -> conditions(criterion).stream());
    }

    private static List<Condition<?>> conditions(Criterion<?> criterion) {
        if (criterion instanceof TimeCriterion time) {
            return Stream.of(Side.values())
                    .<Condition<?>>map(side -> new Condition<>(time, new Bound(Instant.ofEpochMilli(7), side)))
                    .toList();
        } else if (criterion instanceof CategoryCriterion categories) {
            return List.of(new Condition<>(categories, List.of("a \"b\"", "ü")));
        }
        throw new IllegalStateException("A value of " + criterion.key() + " is missing here");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isStoredWithEachCampaign(Criterion<?> criterion) {
        var columns = criterion.stored(Optional.empty()).keySet();
        assertThat(words("targeting-columns", "\\w+")).containsAll(columns);
        assertThat(words("targeting-values", "(?<=:)\\w+")).containsAll(columns);
    }

    @Test
    void columnsAndValuesOfACampaignStandInOneOrder() {
        assertThat(words("targeting-columns", "\\w+"))
                .doesNotHaveDuplicates()
                .isEqualTo(words("targeting-values", "(?<=:)\\w+"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    <V> void comesBackFromStorageAsItWas(Condition<V> condition) {
        var criterion = condition.criterion();
        assertThat(criterion.read(criterion.stored(Optional.of(condition.value()))::get))
                .contains(condition.value());
        assertThat(criterion.read(criterion.stored(Optional.empty())::get)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    <V> void saysWhomItSelectsInWords(Condition<V> condition) {
        var words = condition.criterion().words(condition.value(), time -> "noon");
        assertThat(words.toString()).contains(condition.criterion() instanceof TimeCriterion ? "noon" : "ü");
    }

    @ParameterizedTest
    @MethodSource("conditions")
    <V> void tellsWhoIsNotSelectedWhatIsWantedAndWhatIsFound(Condition<V> condition) {
        var at = Instant.ofEpochMilli(7);
        for (var contact : List.of(
                new Contact(
                        1,
                        new Contact.Profile(null, null, null, null, null),
                        new Contact.Evidence(null, null, null, null)),
                new Contact(
                        1, new Contact.Profile("a", "A", "B", "+1", "de"), new Contact.Evidence(at, at, at, "fair")))) {
            var unmet = condition.criterion().unmet(condition.value(), contact);
            assertThat(unmet.isPresent()).isNotEqualTo(condition.criterion() == EXCLUDE_CATEGORIES);
            unmet.ifPresent(why -> tells(condition, why));
        }
        var inBoth = new Contact(
                1,
                new Contact.Profile(null, null, null, null, null),
                new Contact.Evidence(null, null, null, null),
                Set.of("ü", "z"),
                ContactDetails.NONE);
        var unmet = condition.criterion().unmet(condition.value(), inBoth);
        assertThat(unmet.isPresent())
                .isEqualTo(
                        condition.criterion() instanceof TimeCriterion || condition.criterion() == EXCLUDE_CATEGORIES);
        unmet.ifPresent(why -> tells(condition, why));
    }

    private static void tells(Condition<?> condition, Criterion.Unmet why) {
        assertThat(why.key()).isEqualTo(condition.criterion().key());
        assertThat(why.wanted(time -> "noon").toString())
                .contains(condition.criterion() instanceof TimeCriterion ? "noon" : "ü");
        assertThat(why.found(time -> "noon").toString()).isNotBlank();
    }

    @Test
    void aTargetingHoldsOneConditionOfACriterionInTheOrderOfAll() {
        var conditions = conditions().toList();
        var targeting = Targeting.EVERYBODY;
        for (int i = conditions.size() - 1; i >= 0; i--) {
            targeting = with(targeting, conditions.get(i));
        }
        assertThat(targeting.conditions()).extracting(Condition::criterion).isEqualTo(Criteria.ALL);
        assertThat(targeting.with(TimeCriterion.CHAT_START, null).find(TimeCriterion.CHAT_START))
                .isEmpty();
        assertThatThrownBy(() -> new Targeting(conditions, Selection.EVERYBODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static <V> Targeting with(Targeting targeting, Condition<V> condition) {
        return targeting.with(condition.criterion(), condition.value());
    }

    private static List<String> words(String statement, String word) {
        return Pattern.compile(word)
                .matcher(SQL.get(statement))
                .results()
                .map(found -> found.group())
                .toList();
    }
}
