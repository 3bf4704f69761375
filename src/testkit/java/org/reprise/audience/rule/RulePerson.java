package org.reprise.audience.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.reprise.audience.Contact;
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
 * Somebody, as rules see them, and whether a rule is true of them, in plain Java: what SQL says is held against it.
 *
 * @param texts by field; what is unknown is missing, here and below
 * @param attributes a text, a number, a flag, or a day
 */
public record RulePerson(
        long id,
        Map<Field, String> texts,
        Map<Field, Instant> times,
        Map<String, Object> attributes,
        Set<String> tags,
        Set<String> categories,
        List<Delivered> deliveries) {

    /**
     * @param state as storage has it
     * @param reason in the same way; null: none
     */
    public record Delivered(long campaign, String state, String reason, int revision, Instant at) {}

    /** What a contact tells; they have no attributes and tags, and got nothing. */
    public static RulePerson of(Contact contact) {
        var texts = new EnumMap<Field, String>(Field.class);
        texts.put(Field.USERNAME, contact.username());
        texts.put(Field.FIRST_NAME, contact.firstName());
        texts.put(Field.LAST_NAME, contact.lastName());
        texts.put(Field.PHONE, contact.phone());
        texts.put(Field.LANGUAGE, contact.language());
        texts.put(Field.OPT_IN_SOURCE, contact.optInSource());
        texts.values().removeIf(text -> text == null);
        var times = new EnumMap<Field, Instant>(Field.class);
        times.put(Field.FIRST_MESSAGE, contact.firstMessageAt());
        times.put(Field.LAST_MESSAGE, contact.lastMessageAt());
        times.put(Field.OPTED_IN, contact.optedInAt());
        times.values().removeIf(time -> time == null);
        return new RulePerson(contact.userId(), texts, times, Map.of(), Set.of(), contact.categories(), List.of());
    }

    public boolean is(Rule rule, Instant now) {
        if (rule instanceof Rule.All all) {
            return all.rules().stream().allMatch(each -> is(each, now));
        } else if (rule instanceof Rule.Any any) {
            return any.rules().stream().anyMatch(each -> is(each, now));
        } else if (rule instanceof Rule.None none) {
            return none.rules().stream().noneMatch(each -> is(each, now));
        }
        return isLeaf(rule, now);
    }

    private boolean isLeaf(Rule leaf, Instant now) {
        if (leaf instanceof Known known) {
            return value(known.subject()) != null;
        } else if (leaf instanceof TextMatches text) {
            return matches(text);
        } else if (leaf instanceof NumberCompares number) {
            return attributes.get(number.subject().name()) instanceof BigDecimal theirs && compares(number, theirs);
        } else if (leaf instanceof FlagIs flag) {
            return Boolean.valueOf(flag.flag())
                    .equals(attributes.get(flag.subject().name()));
        } else if (leaf instanceof DateCompares date) {
            return attributes.get(date.subject().name()) instanceof LocalDate theirs
                    && (date.side() == Side.AFTER ? theirs.isAfter(date.day()) : theirs.isBefore(date.day()));
        } else if (leaf instanceof TimeCompares time) {
            var theirs = times.get(time.subject());
            return theirs != null
                    && (time.side() == Side.AFTER ? theirs.isAfter(time.time()) : theirs.isBefore(time.time()));
        } else if (leaf instanceof TimeWithin within) {
            return isWithin(times.get(within.subject()), within.days(), now);
        } else if (leaf instanceof Tagged tagged) {
            return !Collections.disjoint(tags, tagged.tags());
        } else if (leaf instanceof InCategory in) {
            return !Collections.disjoint(categories, in.categories());
        } else if (leaf instanceof OfCampaign of) {
            return deliveries.stream().anyMatch(each -> of(of, each));
        } else if (leaf instanceof Messaged messaged) {
            return deliveries.stream()
                    .filter(each -> !each.state.equals("FAILED"))
                    .anyMatch(each -> isWithin(each.at, messaged.days(), now));
        } else if (leaf instanceof Share share) {
            long place = Share.place(id, share.salt());
            return place >= share.from() && place < share.from() + share.size();
        } else if (leaf instanceof InSegment segment) {
            return is(segment.rule(), now);
        }
        throw new IllegalStateException("No evaluation of " + leaf);
    }

    private Object value(Subject subject) {
        return subject instanceof Field field
                ? field.isTime() ? times.get(field) : texts.get(field)
                : attributes.get(subject.word());
    }

    private boolean matches(TextMatches asked) {
        var value = value(asked.subject());
        if (value instanceof LocalDate day) {
            return asked.operator() == Leaf.TextOperator.IS && day.toString().equals(asked.text());
        } else if (!(value instanceof String)) {
            return false;
        }
        boolean folds = asked.subject() == Field.USERNAME || asked.subject() == Field.LANGUAGE;
        var theirs = folds ? ((String) value).toLowerCase(Locale.ROOT) : (String) value;
        var text = folds ? asked.text().toLowerCase(Locale.ROOT) : asked.text();
        return switch (asked.operator()) {
            case IS -> theirs.equals(text);
            case BEGINS -> theirs.startsWith(text);
            case CONTAINS -> theirs.contains(text);
        };
    }

    private static boolean compares(NumberCompares asked, BigDecimal theirs) {
        int order = theirs.compareTo(asked.number());
        return switch (asked.operator()) {
            case IS -> order == 0;
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            case BELOW -> order < 0;
        };
    }

    private static boolean isWithin(Instant time, int days, Instant now) {
        return time != null && time.isAfter(now.minus(Duration.ofDays(days)));
    }

    private static boolean of(OfCampaign asked, Delivered delivered) {
        return delivered.campaign == asked.campaign()
                && (asked.revision() == null || asked.revision() == delivered.revision)
                && (asked.reason() == null || asked.reason().stored().equals(delivered.reason))
                && switch (asked.outcome()) {
                    case GOT -> delivered.state.equals("SENT");
                    case FAILED -> delivered.state.equals("FAILED");
                    case UNCERTAIN -> delivered.state.equals("UNCERTAIN");
                    case TRIED -> true;
                };
    }
}
