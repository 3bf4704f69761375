package org.reprise.audience;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Criterion.Unmet;
import org.reprise.audience.rule.Leaf;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.Selection;
import org.reprise.audience.rule.Side;

/**
 * Which of a session's contacts a campaign is for: those who meet all its conditions and whom its selection selects.
 *
 * @param conditions at most one of each criterion, in the order of {@link Criteria#ALL}
 */
public record Targeting(List<Condition<?>> conditions, Selection selection) {

    public static final Targeting EVERYBODY = new Targeting(List.of(), Selection.EVERYBODY);

    /** A criterion, and what is asked for by it. */
    public record Condition<V>(Criterion<V> criterion, V value) {
        Optional<Unmet> unmet(Contact contact) {
            return criterion.unmet(value, contact);
        }

        Rule rule() {
            return criterion.rule(value);
        }
    }

    /**
     * A time that a contact must lie strictly after, or strictly before. A contact without the time is refused. Times
     * are stored in milliseconds, so a finer bound is cut to them.
     */
    public record Bound(Instant time, Side side) {
        public Bound {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        boolean accepts(Instant of) {
            return of != null && (side == Side.AFTER ? of.isAfter(time) : of.isBefore(time));
        }
    }

    /** @throws IllegalArgumentException when two conditions have one criterion */
    public Targeting {
        conditions = conditions.stream()
                .sorted(Comparator.comparingInt(condition -> Criteria.ALL.indexOf(condition.criterion())))
                .toList();
        if (conditions.stream().map(Condition::criterion).distinct().count() < conditions.size()) {
            throw new IllegalArgumentException("A criterion stands twice in " + conditions);
        }
    }

    /** @param value instead of what was asked for before; null: nothing is asked for */
    public <V> Targeting with(Criterion<V> criterion, V value) {
        var others = conditions.stream().filter(condition -> condition.criterion() != criterion);
        return new Targeting(
                Stream.concat(others, Stream.ofNullable(value).map(it -> new Condition<>(criterion, it)))
                        .toList(),
                selection);
    }

    public Targeting with(Selection other) {
        return new Targeting(conditions, other);
    }

    /** One rule that is true of the people whom it selects. */
    public Rule rule() {
        return new Rule.All(Stream.concat(
                        conditions.stream().map(Condition::rule),
                        selection.isEverybody() ? Stream.empty() : Stream.of(selection.whole()))
                .toList());
    }

    /** What is asked for by the criterion. */
    @SuppressWarnings("unchecked") // a condition's value is of its criterion's type
    public <V> Optional<V> find(Criterion<V> criterion) {
        return conditions.stream()
                .filter(condition -> condition.criterion() == criterion)
                .map(condition -> (V) condition.value())
                .findFirst();
    }

    /** What has to be true of whom it selects, each apart. */
    public List<Rule> demands() {
        return Stream.concat(conditions.stream().map(Condition::rule), selection.demands().stream())
                .toList();
    }

    /**
     * The texts of {@link #demands}.
     *
     * @param time puts a time into words
     */
    public List<LocalizedMessage> demandsInWords(Function<Instant, String> time) {
        return demands().stream().map(new RuleSaid(time)::demand).toList();
    }

    /** All that it asks for, one by one. */
    public Stream<Leaf> leaves() {
        return rule().leaves();
    }

    /** The names of all categories that it asks for, to have or not to have; the caller's own. */
    public Set<String> categories() {
        return leaves().flatMap(leaf -> leaf instanceof InCategory in ? in.categories().stream() : Stream.empty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first condition that the contact does not meet; what the selection says is the database's to know. */
    public Optional<Unmet> unmet(Contact contact) {
        for (var condition : conditions) {
            var unmet = condition.unmet(contact);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    /**
     * Whom it selects, a text for each condition; none: everybody.
     *
     * @param time puts a time into words
     */
    public List<LocalizedMessage> words(Function<Instant, String> time) {
        var rule = selection.isEverybody()
                ? Stream.<LocalizedMessage>empty()
                : Stream.of(new RuleSaid(time).of(selection.whole()));
        return Stream.concat(conditions.stream().map(condition -> words(condition, time)), rule)
                .toList();
    }

    private static <V> LocalizedMessage words(Condition<V> condition, Function<Instant, String> time) {
        return condition.criterion().words(condition.value(), time);
    }
}
