package org.reprise.audience.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reprise.audience.rule.Leaf.DateCompares;
import org.reprise.audience.rule.Leaf.FlagIs;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Leaf.Known;
import org.reprise.audience.rule.Leaf.Messaged;
import org.reprise.audience.rule.Leaf.NumberCompares;
import org.reprise.audience.rule.Leaf.NumberOperator;
import org.reprise.audience.rule.Leaf.OfCampaign;
import org.reprise.audience.rule.Leaf.Outcome;
import org.reprise.audience.rule.Leaf.Share;
import org.reprise.audience.rule.Leaf.Tagged;
import org.reprise.audience.rule.Leaf.TextMatches;
import org.reprise.audience.rule.Leaf.TextOperator;
import org.reprise.audience.rule.Leaf.TimeCompares;
import org.reprise.audience.rule.Leaf.TimeWithin;

/** Rules of all leaves, and values that people of {@link RulePeople} often have. */
public final class RandomRules {
    static final List<String> TEXTS = List.of(
            "Anna", "anna", "ANNA", "Änna", "a", "O'Neil", "100%_", "\\x", "😀x", "x😀", "\"q\"", "علی", "a\nb",
            ":rule_0", "{x}");
    static final List<String> NAMES = List.of("vip", "a", "O'Neil", "ü", "двa");
    static final List<Field> TEXT_FIELDS =
            Stream.of(Field.values()).filter(field -> !field.isTime()).toList();
    static final List<Field> TIME_FIELDS =
            Stream.of(Field.values()).filter(Field::isTime).toList();
    /** Few, so that people have them. */
    static final List<Failure> REASONS = List.of(Failure.BLOCKED, Failure.FLOOD_WAIT);

    static final List<String> SALTS = List.of("", "a", "ü");
    static final OfAttribute CITY = new OfAttribute("city");
    static final OfAttribute AGE = new OfAttribute("größe");
    static final OfAttribute MEMBER = new OfAttribute("member");
    static final OfAttribute BORN = new OfAttribute("born");

    private final Random random;
    private final Instant now;
    private final List<Supplier<Rule>> leaves = new ArrayList<>();

    /**
     * @param now about when contacts wrote
     * @param campaigns ids to ask for
     */
    public RandomRules(Random random, Instant now, List<Long> campaigns) {
        this.random = random;
        this.now = now;
        leaves.addAll(List.of(
                () -> new Known(of(List.of(Field.values()))),
                () -> new Known(of(List.of(CITY, AGE, MEMBER, BORN))),
                () -> new TextMatches(of(TEXT_FIELDS), of(TextOperator.values()), of(TEXTS)),
                () -> new TextMatches(CITY, of(TextOperator.values()), of(TEXTS)),
                () -> new TextMatches(BORN, TextOperator.IS, day().toString()),
                () -> new NumberCompares(AGE, of(NumberOperator.values()), number()),
                () -> new FlagIs(MEMBER, random.nextBoolean()),
                () -> new DateCompares(BORN, of(Side.values()), day()),
                () -> new TimeCompares(of(TIME_FIELDS), of(Side.values()), time()),
                () -> new TimeWithin(of(TIME_FIELDS), 1 + random.nextInt(6)),
                () -> new Tagged(some(NAMES)),
                () -> new InCategory(some(NAMES)),
                this::share));
        if (!campaigns.isEmpty()) {
            leaves.add(() -> new OfCampaign(
                    of(campaigns), of(Outcome.values()), random.nextBoolean() ? null : 1 + random.nextInt(3)));
            leaves.add(() -> new OfCampaign(
                    of(campaigns), Outcome.FAILED, random.nextBoolean() ? null : 1 + random.nextInt(3), of(REASONS)));
            leaves.add(() -> new Messaged(1 + random.nextInt(6)));
        }
    }

    public Selection selection() {
        return new Selection(
                random.nextInt(4) == 0 ? null : rule(3, true), random.nextInt(2) == 0 ? null : rule(3, true));
    }

    public Rule rule() {
        return rule(3, true);
    }

    /** @param segments whether it may hold one */
    private Rule rule(int depth, boolean segments) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return segments && random.nextInt(8) == 0
                    ? new InSegment(7L, of(NAMES), 1 + random.nextInt(3), rule(1, false))
                    : of(leaves).get();
        }
        var rules = Stream.generate(() -> rule(depth - 1, segments))
                .limit(random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3))
                .toList();
        return switch (random.nextInt(3)) {
            case 0 -> new Rule.All(rules);
            case 1 -> new Rule.Any(rules);
            default -> new Rule.None(rules);
        };
    }

    private Share share() {
        int from = random.nextInt(3) == 0 ? 0 : random.nextInt(Share.ALL - 1);
        return new Share(from, 1 + random.nextInt(Share.ALL - from), of(SALTS));
    }

    BigDecimal number() {
        return BigDecimal.valueOf(random.nextInt(9) - 4, random.nextInt(3));
    }

    LocalDate day() {
        return LocalDate.of(1999, 12, 28).plusDays(random.nextInt(8));
    }

    /** Of the last five days, never so near the end of one that the time of the question matters. */
    Instant time() {
        return now.truncatedTo(ChronoUnit.MILLIS)
                .minus(random.nextInt(5), ChronoUnit.DAYS)
                .minus(random.nextInt(5) * 4L + 2, ChronoUnit.HOURS);
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T of(T[] values) {
        return values[random.nextInt(values.length)];
    }

    <T> List<T> some(List<T> values) {
        int first = random.nextInt(values.size());
        return values.subList(first, first + 1 + random.nextInt(values.size() - first));
    }

    boolean maybe(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
