package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Attribute;
import org.reprise.audience.Segment;
import org.reprise.audience.Segments;
import org.reprise.audience.rule.Leaf;
import org.reprise.audience.rule.OfAttribute;

/** What asks for something that rules and placeholders name: while it does, that cannot go. */
@ApplicationScoped
public class RuleUses {
    private final CampaignRegistry registry;
    private final Segments segments;

    @Inject
    public RuleUses(CampaignRegistry registry, Segments segments) {
        this.registry = registry;
        this.segments = segments;
    }

    /**
     * The running campaigns of the account that ask, in words; empty: none does.
     *
     * @param asks whether a leaf asks for the thing
     */
    Optional<LocalizedMessage> byRunning(long account, Predicate<Leaf> asks) {
        return running(account, campaign -> campaign.targeting().leaves().anyMatch(asks));
    }

    /** The same of running campaigns and segments. */
    Optional<LocalizedMessage> byAny(long account, Predicate<Leaf> asks) {
        return both(byRunning(account, asks), segments(account, asks));
    }

    /** The same of running campaigns, of their messages as well, and of segments. */
    Optional<LocalizedMessage> of(Attribute attribute) {
        long account = attribute.accountId();
        Predicate<Leaf> asks = leaf -> leaf.asksFor(new OfAttribute(attribute.name()));
        var running = running(
                account,
                campaign -> campaign.targeting().leaves().anyMatch(asks)
                        || campaign.message()
                                .placeholders()
                                .filter(placeholders -> placeholders.fields().contains(attribute.name()))
                                .isPresent());
        return both(running, segments(account, asks));
    }

    private Optional<LocalizedMessage> running(long account, Predicate<Campaign> asks) {
        var ids = registry.all().stream()
                .filter(campaign -> campaign.accountId() == account && campaign.isRunning())
                .filter(asks)
                .map(campaign -> String.valueOf(campaign.id()))
                .sorted()
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? Optional.empty() : Optional.of(LocalizedMessage.of("rule.asked.campaigns", ids));
    }

    private Optional<LocalizedMessage> segments(long account, Predicate<Leaf> asks) {
        var names = segments.of(account).stream()
                .filter(segment -> segment.rule().leaves().anyMatch(asks))
                .map(Segment::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(LocalizedMessage.of("rule.asked.segments", names));
    }

    private static Optional<LocalizedMessage> both(Optional<LocalizedMessage> one, Optional<LocalizedMessage> other) {
        var all = Stream.concat(one.stream(), other.stream()).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(LocalizedMessage.list(all));
    }
}
