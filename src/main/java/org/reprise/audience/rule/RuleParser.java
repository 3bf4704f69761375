package org.reprise.audience.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.reprise.IsoTime;
import org.reprise.LocalizedMessage;
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
import org.reprise.audience.rule.RuleWords.Token;

/**
 * Reads a line of rules, from left to right, each word once. A rule is rules joined by {@code or}, of which each is
 * rules joined by {@code and}, of which each is a leaf, one with {@code not} before it, or a line in brackets.
 */
final class RuleParser {
    private final RuleWords words;
    private final ZoneId zone;

    RuleParser(String line, ZoneId zone) {
        this.words = new RuleWords(line);
        this.zone = zone;
    }

    static boolean isWord(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");
    }

    Selection selection() {
        Rule include = words.isEnd() || words.isNext("except") ? null : any(0);
        Rule exclude = words.take("except") ? any(0) : null;
        if (!words.isEnd()) {
            throw words.expected("and, or, except");
        }
        return new Selection(include, exclude);
    }

    private Rule any(int depth) {
        return joined("or", () -> joined("and", () -> one(depth), Rule.All::new), Rule.Any::new);
    }

    private Rule joined(String word, Supplier<Rule> part, Function<List<Rule>, Rule> joined) {
        var rules = new ArrayList<Rule>();
        do {
            rules.add(part.get());
        } while (words.take(word));
        return rules.size() == 1 ? rules.get(0) : joined.apply(rules);
    }

    private Rule one(int depth) {
        if (depth > RuleLimits.MAX_DEPTH) {
            throw RuleRefused.at(words.place(), LocalizedMessage.of("rule.deep", RuleLimits.MAX_DEPTH));
        } else if (words.take("not")) {
            return Rule.not(one(depth + 1));
        } else if (words.take("(")) {
            var rule = any(depth + 1);
            words.demand(")");
            return rule;
        } else if (words.take("everybody")) {
            return new Rule.All(List.of());
        } else if (words.take("nobody")) {
            return new Rule.Any(List.of());
        } else if (words.take("all", "of", "(")) {
            return new Rule.All(inBrackets("and", depth));
        } else if (words.take("any", "of", "(")) {
            return new Rule.Any(inBrackets("or", depth));
        } else if (words.take("none", "of", "(")) {
            return new Rule.None(inBrackets("or", depth));
        }
        return leaf();
    }

    private List<Rule> inBrackets(String word, int depth) {
        var rules = new ArrayList<Rule>();
        if (!words.take(")")) {
            do {
                rules.add(one(depth + 1));
            } while (words.take(word) || words.take(","));
            words.demand(")");
        }
        return rules;
    }

    private Rule leaf() {
        if (words.take("tag")) {
            return new Tagged(names());
        } else if (words.take("category")) {
            return new InCategory(names());
        } else if (words.take("segment")) {
            return InSegment.named(name());
        } else if (words.take("messaged")) {
            words.demand("within");
            return new Messaged(days());
        } else if (words.take("attribute")) {
            return about(new OfAttribute(attribute()));
        }
        for (var outcome : Outcome.values()) {
            if (words.take(RuleJson.lower(outcome))) {
                return ofCampaign(outcome);
            }
        }
        var field = words.next().filter(token -> !token.isText()).flatMap(token -> Field.of(Field.lower(token.text())));
        if (field.isPresent()) {
            words.skip();
            return about(field.get());
        }
        return share();
    }

    private Rule about(Subject subject) {
        boolean isTime = subject instanceof Field field && field.isTime();
        if (words.take("is")) {
            return words.take("not") ? Rule.not(is(subject)) : is(subject);
        } else if (subject instanceof OfAttribute attribute) {
            return compared(attribute).or(() -> matched(subject)).orElseThrow(() -> words.expected(operators(subject)));
        } else if (isTime && words.take("after")) {
            return new TimeCompares((Field) subject, Side.AFTER, time());
        } else if (isTime && words.take("before")) {
            return new TimeCompares((Field) subject, Side.BEFORE, time());
        } else if (isTime && words.take("within")) {
            return new TimeWithin((Field) subject, days());
        }
        return (isTime ? Optional.<Rule>empty() : matched(subject))
                .orElseThrow(() -> words.expected(operators(subject)));
    }

    private Optional<Rule> matched(Subject subject) {
        if (words.take("begins", "with")) {
            return Optional.of(new TextMatches(subject, TextOperator.BEGINS, text()));
        } else if (words.take("contains")) {
            return Optional.of(new TextMatches(subject, TextOperator.CONTAINS, text()));
        }
        return Optional.empty();
    }

    private Optional<Rule> compared(OfAttribute attribute) {
        if (words.take("after")) {
            return Optional.of(new DateCompares(attribute, Side.AFTER, day()));
        } else if (words.take("before")) {
            return Optional.of(new DateCompares(attribute, Side.BEFORE, day()));
        } else if (words.take("at", "least")) {
            return Optional.of(number(attribute, NumberOperator.AT_LEAST));
        } else if (words.take("at", "most")) {
            return Optional.of(number(attribute, NumberOperator.AT_MOST));
        } else if (words.take("above")) {
            return Optional.of(number(attribute, NumberOperator.ABOVE));
        } else if (words.take("below")) {
            return Optional.of(number(attribute, NumberOperator.BELOW));
        }
        return Optional.empty();
    }

    private static String operators(Subject subject) {
        return subject instanceof OfAttribute
                ? "is, begins with, contains, at least, at most, above, below, after, before"
                : ((Field) subject).isTime()
                        ? "after, before, within, is known"
                        : "is, begins with, contains, is known";
    }

    private Rule is(Subject subject) {
        if (words.take("known")) {
            return new Known(subject);
        } else if (words.take("unknown")) {
            return Rule.not(new Known(subject));
        } else if (subject instanceof OfAttribute attribute && words.take("yes")) {
            return new FlagIs(attribute, true);
        } else if (subject instanceof OfAttribute attribute && words.take("no")) {
            return new FlagIs(attribute, false);
        } else if (subject instanceof OfAttribute attribute
                && words.next().filter(token -> !token.isText()).isPresent()) {
            return number(attribute, NumberOperator.IS);
        } else if (subject instanceof Field field && field.isTime()) {
            throw words.expected("known, unknown");
        }
        return new TextMatches(subject, TextOperator.IS, text());
    }

    private Rule number(OfAttribute attribute, NumberOperator operator) {
        return new NumberCompares(attribute, operator, bare(LocalizedMessage.of("rule.number"), RuleParser::decimal));
    }

    private static Optional<BigDecimal> decimal(String text) {
        return text.matches("[+-]?\\d{1,20}(\\.\\d{1,20})?") ? PlainNumber.of(new BigDecimal(text)) : Optional.empty();
    }

    private LocalDate day() {
        return bare(LocalizedMessage.of("rule.day"), IsoTime::day);
    }

    private Instant time() {
        return bare(LocalizedMessage.of("rule.time"), text -> IsoTime.orDay(text, zone));
    }

    private Rule ofCampaign(Outcome outcome) {
        words.demand("campaign");
        long campaign = bare(
                LocalizedMessage.of("rule.integer", "1", "999999999999999999"), text -> whole(text, 1, Long.MAX_VALUE));
        Integer revision = words.take("revision")
                ? Integer.valueOf((int) (long) bare(
                        LocalizedMessage.of("rule.integer", "1", String.valueOf(Integer.MAX_VALUE)),
                        text -> whole(text, 1, Integer.MAX_VALUE)))
                : null;
        return new OfCampaign(
                campaign, outcome, revision, outcome == Outcome.FAILED && words.take("because") ? reason() : null);
    }

    private Failure reason() {
        var reason = words.next()
                .filter(token -> !token.isText())
                .flatMap(token -> Failure.of(token.text()))
                .orElseThrow(() -> words.expected(String.join(", ", Failure.words())));
        words.skip();
        return reason;
    }

    private static Optional<Long> whole(String text, long least, long most) {
        return text.matches("\\d{1,18}")
                ? Optional.of(Long.parseLong(text)).filter(number -> number >= least && number <= most)
                : Optional.empty();
    }

    private Rule share() {
        var size = words.next().filter(token -> !token.isText()).flatMap(token -> hundredths(token.text()));
        if (size.isEmpty()) {
            throw words.expected(
                    "everybody, nobody, not, (, tag, category, segment, attribute, got, failed, uncertain, tried,"
                            + " messaged, 10 percent, " + String.join(", ", Field.words()));
        }
        words.skip();
        words.demand("percent");
        int from = words.take("from") ? bare(LocalizedMessage.of("rule.percent"), RuleParser::hundredths) : 0;
        if (size.get() < 1 || from + size.get() > Share.ALL) {
            throw RuleRefused.at(words.place(), LocalizedMessage.of("rule.percent"));
        }
        return new Share(from, size.get(), words.take("drawn", "by") ? name() : "");
    }

    private static Optional<Integer> hundredths(String text) {
        return text.matches("\\d{1,3}(\\.\\d{1,2})?")
                ? Optional.of(new BigDecimal(text).movePointRight(2).intValueExact())
                        .filter(number -> number <= Share.ALL)
                : Optional.empty();
    }

    private int days() {
        long days = bare(
                LocalizedMessage.of("rule.days", String.valueOf(RuleLimits.MAX_DAYS)),
                text -> whole(text, 1, RuleLimits.MAX_DAYS));
        if (!words.take("days")) {
            words.demand("day");
        }
        return (int) days;
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        do {
            var name = name();
            if (!names.contains(name)) {
                names.add(name);
            }
        } while (words.takeBeforeText("or"));
        if (names.size() > RuleLimits.MAX_NAMES) {
            throw RuleRefused.at(
                    words.place(), LocalizedMessage.of("rule.names", RuleLimits.MAX_NAMES, RuleLimits.MAX_NAME));
        }
        return names;
    }

    private String name() {
        return quoted(RuleLimits::isName, LocalizedMessage.of("rule.name", RuleLimits.MAX_NAME));
    }

    private String text() {
        return quoted(RuleLimits::isText, LocalizedMessage.of("rule.text", RuleLimits.MAX_TEXT));
    }

    private String quoted(Predicate<String> fits, LocalizedMessage otherwise) {
        var token = words.next().filter(Token::isText).orElseThrow(() -> words.expected("\"…\""));
        if (!fits.test(token.text())) {
            throw RuleRefused.at(words.place(), otherwise);
        }
        words.skip();
        return token.text();
    }

    /** With or without quotes. */
    private String attribute() {
        var token = words.next()
                .filter(each -> RuleLimits.isName(each.text()) && (each.isText() || isWord(each.text())))
                .orElseThrow(
                        () -> RuleRefused.at(words.place(), LocalizedMessage.of("rule.name", RuleLimits.MAX_NAME)));
        words.skip();
        return token.text();
    }

    private <T> T bare(LocalizedMessage otherwise, Function<String, Optional<T>> read) {
        var value = words.next()
                .filter(token -> !token.isText())
                .flatMap(token -> read.apply(token.text()))
                .orElseThrow(() -> RuleRefused.at(words.place(), otherwise));
        words.skip();
        return value;
    }
}
