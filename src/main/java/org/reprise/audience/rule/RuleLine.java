package org.reprise.audience.rule;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.reprise.audience.rule.Leaf.DateCompares;
import org.reprise.audience.rule.Leaf.FlagIs;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Leaf.Known;
import org.reprise.audience.rule.Leaf.Messaged;
import org.reprise.audience.rule.Leaf.NumberCompares;
import org.reprise.audience.rule.Leaf.OfCampaign;
import org.reprise.audience.rule.Leaf.Share;
import org.reprise.audience.rule.Leaf.Tagged;
import org.reprise.audience.rule.Leaf.TextMatches;
import org.reprise.audience.rule.Leaf.TimeCompares;
import org.reprise.audience.rule.Leaf.TimeWithin;

/**
 * Rules as one line of text that can be read aloud, such as {@code language is "de" and not tag "vip" except got
 * campaign 12}. What {@link #of} writes, {@link #read} reads as the same rule.
 */
public final class RuleLine {
    private RuleLine() {}

    /**
     * @param zone of times without an offset
     * @throws RuleRefused what is not understood, with its place in the line
     */
    public static Selection read(String line, ZoneId zone) {
        return new RuleParser(line, zone).selection().checked();
    }

    /** Empty for everybody. */
    public static String of(Selection selection) {
        var include = selection.include() == null ? "" : of(selection.include());
        return selection.exclude() == null ? include : (include + " except " + of(selection.exclude())).strip();
    }

    public static String of(Rule rule) {
        if (rule instanceof Rule.All all) {
            return joined(all.rules(), " and ", "everybody");
        } else if (rule instanceof Rule.Any any) {
            return joined(any.rules(), " or ", "nobody");
        } else if (rule instanceof Rule.None none) {
            return none.rules().isEmpty()
                    ? "none of ()"
                    : none.rules().size() == 1 && !(none.rules().get(0) instanceof Rule.Any)
                            ? "not " + inside(none.rules().get(0))
                            : "none of ("
                                    + none.rules().stream()
                                            .map(RuleLine::inside)
                                            .collect(Collectors.joining(" or ")) + ")";
        }
        return leaf((Leaf) rule);
    }

    private static String joined(List<Rule> rules, String word, String none) {
        return switch (rules.size()) {
            case 0 -> none;
            case 1 -> (word.equals(" and ") ? "all of (" : "any of (") + inside(rules.get(0)) + ")";
            default -> rules.stream().map(RuleLine::inside).collect(Collectors.joining(word));
        };
    }

    /** In brackets where another word would take it apart. */
    private static String inside(Rule rule) {
        boolean joins = rule instanceof Rule.All all && all.rules().size() > 1
                || rule instanceof Rule.Any any && any.rules().size() > 1;
        return joins ? "(" + of(rule) + ")" : of(rule);
    }

    private static String leaf(Leaf leaf) {
        if (leaf instanceof Known known) {
            return about(known.subject()) + " is known";
        } else if (leaf instanceof TextMatches text) {
            var operator = switch (text.operator()) {
                case IS -> " is ";
                case BEGINS -> " begins with ";
                case CONTAINS -> " contains ";
            };
            return about(text.subject()) + operator + quoted(text.text());
        } else if (leaf instanceof NumberCompares number) {
            var operator = switch (number.operator()) {
                case IS -> " is ";
                case AT_LEAST -> " at least ";
                case AT_MOST -> " at most ";
                case ABOVE -> " above ";
                case BELOW -> " below ";
            };
            return about(number.subject()) + operator + number.number().toPlainString();
        } else if (leaf instanceof FlagIs flag) {
            return about(flag.subject()) + " is " + (flag.flag() ? "yes" : "no");
        } else if (leaf instanceof DateCompares date) {
            return about(date.subject()) + " " + RuleJson.lower(date.side()) + " " + date.day();
        } else if (leaf instanceof TimeCompares time) {
            return about(time.subject()) + " " + RuleJson.lower(time.side()) + " " + time.time();
        } else if (leaf instanceof TimeWithin within) {
            return about(within.subject()) + " within " + days(within.days());
        } else if (leaf instanceof Tagged tagged) {
            return "tag " + names(tagged.tags());
        } else if (leaf instanceof InCategory in) {
            return "category " + names(in.categories());
        } else if (leaf instanceof OfCampaign of) {
            return RuleJson.lower(of.outcome()) + " campaign " + of.campaign()
                    + (of.revision() == null ? "" : " revision " + of.revision())
                    + (of.reason() == null ? "" : " because " + of.reason().word());
        } else if (leaf instanceof Messaged messaged) {
            return "messaged within " + days(messaged.days());
        } else if (leaf instanceof Share share) {
            return share(share);
        } else if (leaf instanceof InSegment segment) {
            return "segment " + quoted(segment.name());
        }
        throw new IllegalStateException("No line of " + leaf);
    }

    private static String about(Subject subject) {
        return subject instanceof Field ? subject.word() : "attribute " + quotedIfNeeded(subject.word());
    }

    private static String quotedIfNeeded(String name) {
        return RuleParser.isWord(name) ? name : quoted(name);
    }

    private static String share(Share share) {
        var percent = RuleJson.percent(share.size()).toPlainString() + " percent";
        return percent
                + (share.from() == 0
                        ? ""
                        : " from " + RuleJson.percent(share.from()).toPlainString())
                + (share.salt().isEmpty() ? "" : " drawn by " + quoted(share.salt()));
    }

    private static String days(int days) {
        return days + (days == 1 ? " day" : " days");
    }

    private static String names(List<String> names) {
        return names.stream().map(RuleLine::quoted).collect(Collectors.joining(" or "));
    }

    /** As texts and names stand in a line. */
    public static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
