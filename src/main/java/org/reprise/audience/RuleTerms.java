package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.IsoTime;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.Leaf;
import org.reprise.audience.rule.Leaf.DateCompares;
import org.reprise.audience.rule.Leaf.FlagIs;
import org.reprise.audience.rule.Leaf.InCategory;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Leaf.Known;
import org.reprise.audience.rule.Leaf.NumberCompares;
import org.reprise.audience.rule.Leaf.OfCampaign;
import org.reprise.audience.rule.Leaf.Tagged;
import org.reprise.audience.rule.Leaf.TextMatches;
import org.reprise.audience.rule.Leaf.TextOperator;
import org.reprise.audience.rule.OfAttribute;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.Selection;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/**
 * Whether what rules name is there: a rule that asks for something that nobody has would keep out everybody, or let
 * everybody in.
 */
@Dependent
public class RuleTerms {
    private static final Statements SQL = Statements.of("audience");

    private static final Map<AttributeType, LocalizedMessage> TYPES = Map.of(
            AttributeType.TEXT, LocalizedMessage.of("rule.type.text"),
            AttributeType.NUMBER, LocalizedMessage.of("rule.type.number"),
            AttributeType.DATE, LocalizedMessage.of("rule.type.date"),
            AttributeType.FLAG, LocalizedMessage.of("rule.type.flag"));

    private final Storage storage;
    private final Segments segments;

    @Inject
    public RuleTerms(Storage storage) {
        this.storage = storage;
        this.segments = new Segments(storage);
    }

    /**
     * With a copy of each segment that it names. A copy that it holds already is one of an answer that is sent back: it
     * stays where the campaign has it too, and is the segment as it is now elsewhere.
     *
     * @param before of the campaign
     * @throws org.reprise.audience.rule.RuleRefused with the copies it is too deep, or asks too many things
     */
    public Selection resolved(long account, Selection selection, Selection before) {
        var kept = before.leaves().filter(InSegment.class::isInstance).collect(Collectors.toSet());
        return selection.map(rule -> resolved(account, rule, kept)).checked();
    }

    private Rule resolved(long account, Rule rule, Set<Leaf> kept) {
        if (rule instanceof Rule.All all) {
            return new Rule.All(resolved(account, all.rules(), kept));
        } else if (rule instanceof Rule.Any any) {
            return new Rule.Any(resolved(account, any.rules(), kept));
        } else if (rule instanceof Rule.None none) {
            return new Rule.None(resolved(account, none.rules(), kept));
        } else if (rule instanceof InSegment segment && !kept.contains(segment)) {
            // one that is not there stays as it is: wrong() says so
            return segments.copy(segment.name(), account).orElseGet(() -> InSegment.named(segment.name()));
        }
        return rule;
    }

    private List<Rule> resolved(long account, List<Rule> rules, Set<Leaf> kept) {
        return rules.stream().map(rule -> resolved(account, rule, kept)).toList();
    }

    /** What is declared by an account; read when it is asked for. */
    private final class Declared {
        private final long account;
        private Set<String> categories;
        private Set<String> tags;
        private Map<String, AttributeType> attributes;

        Declared(long account) {
            this.account = account;
        }

        Set<String> categories() {
            categories = categories == null ? names("category-names") : categories;
            return categories;
        }

        Set<String> tags() {
            tags = tags == null ? names("tag-names") : tags;
            return tags;
        }

        Map<String, AttributeType> attributes() {
            if (attributes == null) {
                attributes = new Attributes(storage)
                        .of(account).stream().collect(Collectors.toMap(Attribute::name, Attribute::type));
            }
            return attributes;
        }

        boolean hasCampaign(long campaign) {
            return storage.read(handle -> handle.createQuery(SQL.get("has-campaign"))
                            .bind("account", account)
                            .bind("campaign", campaign)
                            .mapTo(Integer.class)
                            .one()
                    > 0);
        }

        private Set<String> names(String statement) {
            return new HashSet<>(storage.read(handle -> handle.createQuery(SQL.get(statement))
                    .bind("account", account)
                    .mapTo(String.class)
                    .list()));
        }
    }

    /**
     * What is wrong with the first leaf that names something that the account does not have, or takes it for another.
     */
    public Optional<LocalizedMessage> wrong(long account, Stream<Leaf> leaves) {
        var declared = new Declared(account);
        return leaves.flatMap(leaf -> wrong(declared, leaf).stream()).findFirst();
    }

    private static Optional<LocalizedMessage> wrong(Declared declared, Leaf leaf) {
        if (leaf instanceof InCategory in) {
            return in.categories().stream()
                    .filter(name -> !declared.categories().contains(name))
                    .findFirst()
                    .map(name -> LocalizedMessage.of("rule.category", name));
        } else if (leaf instanceof Tagged tagged) {
            return tagged.tags().stream()
                    .filter(name -> !declared.tags().contains(name))
                    .findFirst()
                    .map(name -> LocalizedMessage.of("rule.tag", name));
        } else if (leaf instanceof Known known && known.subject() instanceof OfAttribute attribute) {
            return declared.attributes().containsKey(attribute.name())
                    ? Optional.empty()
                    : Optional.of(LocalizedMessage.of("rule.attribute", attribute.name()));
        } else if (leaf instanceof TextMatches text && text.subject() instanceof OfAttribute attribute) {
            boolean isDay = text.operator() == TextOperator.IS
                    && IsoTime.day(text.text()).isPresent();
            return ofType(
                    declared,
                    attribute,
                    isDay ? Set.of(AttributeType.TEXT, AttributeType.DATE) : Set.of(AttributeType.TEXT));
        } else if (leaf instanceof NumberCompares number) {
            return ofType(declared, number.subject(), Set.of(AttributeType.NUMBER));
        } else if (leaf instanceof FlagIs flag) {
            return ofType(declared, flag.subject(), Set.of(AttributeType.FLAG));
        } else if (leaf instanceof DateCompares date) {
            return ofType(declared, date.subject(), Set.of(AttributeType.DATE));
        }
        if (leaf instanceof OfCampaign of) {
            return declared.hasCampaign(of.campaign())
                    ? Optional.empty()
                    : Optional.of(LocalizedMessage.of("rule.campaign", String.valueOf(of.campaign())));
        }
        return leaf instanceof InSegment segment && segment.rule() == null
                ? Optional.of(LocalizedMessage.of("rule.segment", segment.name()))
                : Optional.empty();
    }

    private static Optional<LocalizedMessage> ofType(
            Declared declared, OfAttribute attribute, Set<AttributeType> types) {
        var type = declared.attributes().get(attribute.name());
        if (type == null) {
            return Optional.of(LocalizedMessage.of("rule.attribute", attribute.name()));
        }
        return types.contains(type)
                ? Optional.empty()
                : Optional.of(LocalizedMessage.of("rule.attribute.type", attribute.name(), TYPES.get(type)));
    }
}
