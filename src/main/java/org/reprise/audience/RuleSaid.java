package org.reprise.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.Failure;
import org.reprise.audience.rule.Field;
import org.reprise.audience.rule.Leaf;
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
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.Side;
import org.reprise.audience.rule.Subject;

/** Rules in the reader's language, to be read and not to be entered. */
public final class RuleSaid {
    private final Function<Instant, String> time;

    /** @param time puts a time into words */
    public RuleSaid(Function<Instant, String> time) {
        this.time = time;
    }

    public LocalizedMessage of(Rule rule) {
        if (rule instanceof Rule.All all) {
            return all.rules().isEmpty()
                    ? LocalizedMessage.of("rule.said.everybody")
                    : joined("rule.said.and", all.rules());
        } else if (rule instanceof Rule.Any any) {
            return any.rules().isEmpty()
                    ? LocalizedMessage.of("rule.said.nobody")
                    : joined("rule.said.or", any.rules());
        } else if (rule instanceof Rule.None none) {
            return none.rules().isEmpty()
                    ? LocalizedMessage.of("rule.said.everybody")
                    : LocalizedMessage.of("rule.said.not", inside(new Rule.Any(none.rules())));
        }
        return leaf((Leaf) rule);
    }

    /** As a demand: whom alone it lets in, or whom it keeps out. */
    public LocalizedMessage demand(Rule rule) {
        return rule instanceof Rule.None none
                ? LocalizedMessage.of("rule.demand.never", of(new Rule.Any(none.rules())))
                : LocalizedMessage.of("rule.demand.only", of(rule));
    }

    private LocalizedMessage joined(String word, List<Rule> rules) {
        var said = rules.size() == 1 ? of(rules.get(0)) : inside(rules.get(0));
        for (var next : rules.subList(1, rules.size())) {
            said = LocalizedMessage.of(word, said, inside(next));
        }
        return said;
    }

    /** In brackets where it is made of several. */
    private LocalizedMessage inside(Rule rule) {
        var parts = rule.parts();
        boolean joins = !(rule instanceof Leaf) && !(rule instanceof Rule.None) && parts.size() > 1;
        return joins ? LocalizedMessage.of("rule.said.brackets", of(rule)) : of(rule);
    }

    private LocalizedMessage leaf(Leaf leaf) {
        if (leaf instanceof Known known) {
            return LocalizedMessage.of("rule.said.known", subject(known.subject()));
        } else if (leaf instanceof TextMatches text) {
            return text(text);
        } else if (leaf instanceof NumberCompares number) {
            return number(subject(number.subject()), number);
        } else if (leaf instanceof FlagIs flag) {
            return flag.flag()
                    ? LocalizedMessage.of("rule.said.yes", subject(flag.subject()))
                    : LocalizedMessage.of("rule.said.no", subject(flag.subject()));
        } else if (leaf instanceof DateCompares date) {
            return beside(date.side(), subject(date.subject()), date.day().toString());
        } else if (leaf instanceof TimeCompares at) {
            return beside(at.side(), subject(at.subject()), time.apply(at.time()));
        } else if (leaf instanceof TimeWithin within) {
            return within.days() == 1
                    ? LocalizedMessage.of("rule.said.within.day", subject(within.subject()))
                    : LocalizedMessage.of("rule.said.within", subject(within.subject()), within.days());
        } else if (leaf instanceof Tagged tagged) {
            return LocalizedMessage.of("rule.said.tags", names(tagged.tags()));
        } else if (leaf instanceof InCategory in) {
            return LocalizedMessage.of("rule.said.categories", names(in.categories()));
        } else if (leaf instanceof OfCampaign of) {
            return campaign(of);
        } else if (leaf instanceof Messaged messaged) {
            return messaged.days() == 1
                    ? LocalizedMessage.of("rule.said.messaged.day")
                    : LocalizedMessage.of("rule.said.messaged", messaged.days());
        } else if (leaf instanceof Share share) {
            return LocalizedMessage.of("rule.said.share", BigDecimal.valueOf(share.size(), 2));
        } else if (leaf instanceof InSegment segment) {
            return LocalizedMessage.of("rule.said.segment", segment.name());
        }
        throw new IllegalStateException("No words for " + leaf);
    }

    private static LocalizedMessage text(TextMatches text) {
        var subject = subject(text.subject());
        return switch (text.operator()) {
            case IS -> LocalizedMessage.of("rule.said.is", subject, text.text());
            case BEGINS -> LocalizedMessage.of("rule.said.begins", subject, text.text());
            case CONTAINS -> LocalizedMessage.of("rule.said.contains", subject, text.text());
        };
    }

    private static LocalizedMessage number(LocalizedMessage subject, NumberCompares number) {
        return switch (number.operator()) {
            case IS -> LocalizedMessage.of("rule.said.number", subject, number.number());
            case AT_LEAST -> LocalizedMessage.of("rule.said.at-least", subject, number.number());
            case AT_MOST -> LocalizedMessage.of("rule.said.at-most", subject, number.number());
            case ABOVE -> LocalizedMessage.of("rule.said.above", subject, number.number());
            case BELOW -> LocalizedMessage.of("rule.said.below", subject, number.number());
        };
    }

    private static LocalizedMessage beside(Side side, LocalizedMessage subject, String bound) {
        return side == Side.AFTER
                ? LocalizedMessage.of("rule.said.after", subject, bound)
                : LocalizedMessage.of("rule.said.before", subject, bound);
    }

    private static LocalizedMessage campaign(OfCampaign of) {
        var outcome = outcome(of);
        var ofRevision =
                of.revision() == null ? outcome : LocalizedMessage.of("rule.said.revision", outcome, of.revision());
        return of.reason() == null
                ? ofRevision
                : LocalizedMessage.of("rule.said.because", ofRevision, reason(of.reason()));
    }

    private static LocalizedMessage reason(Failure reason) {
        return switch (reason) {
            case BLOCKED -> LocalizedMessage.of("rule.because.blocked");
            case DEACTIVATED -> LocalizedMessage.of("rule.because.deactivated");
            case NEVER_WROTE -> LocalizedMessage.of("rule.because.never-wrote");
            case PRIVACY_RESTRICTED -> LocalizedMessage.of("rule.because.privacy");
            case WRITE_FORBIDDEN -> LocalizedMessage.of("rule.because.forbidden");
            case GROUP -> LocalizedMessage.of("rule.because.group");
            case UNRECOGNISED -> LocalizedMessage.of("rule.because.unrecognised");
            case FLOOD_WAIT -> LocalizedMessage.of("rule.because.flood-wait");
        };
    }

    private static LocalizedMessage outcome(OfCampaign of) {
        var id = String.valueOf(of.campaign());
        return switch (of.outcome()) {
            case GOT -> LocalizedMessage.of("rule.said.got", id);
            case FAILED -> LocalizedMessage.of("rule.said.failed", id);
            case UNCERTAIN -> LocalizedMessage.of("rule.said.uncertain", id);
            case TRIED -> LocalizedMessage.of("rule.said.tried", id);
        };
    }

    private static LocalizedMessage names(List<String> names) {
        return LocalizedMessage.list(names.stream()
                .map(name -> LocalizedMessage.of("rule.said.name", name))
                .toList());
    }

    /** What a contact's value is called. */
    public static LocalizedMessage subject(Subject subject) {
        if (!(subject instanceof Field field)) {
            return LocalizedMessage.verbatim(subject.word());
        }
        return switch (field) {
            case USERNAME -> LocalizedMessage.of("rule.field.username");
            case FIRST_NAME -> LocalizedMessage.of("rule.field.first-name");
            case LAST_NAME -> LocalizedMessage.of("rule.field.last-name");
            case PHONE -> LocalizedMessage.of("rule.field.phone");
            case LANGUAGE -> LocalizedMessage.of("rule.field.language");
            case ZONE -> LocalizedMessage.of("rule.field.zone");
            case OPT_IN_SOURCE -> LocalizedMessage.of("rule.field.source");
            case FIRST_MESSAGE -> LocalizedMessage.of("rule.field.first-message");
            case LAST_MESSAGE -> LocalizedMessage.of("rule.field.last-message");
            case OPTED_IN -> LocalizedMessage.of("rule.field.opted-in");
        };
    }
}
