package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Segment;
import org.reprise.audience.Segments;
import org.reprise.audience.rule.Leaf;

/** What asks for something that rules name: while it does, that cannot go. */
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
        var ids = registry.all().stream()
                .filter(campaign -> campaign.accountId() == account && campaign.isRunning())
                .filter(campaign -> campaign.targeting().leaves().anyMatch(asks))
                .map(campaign -> String.valueOf(campaign.id()))
                .sorted()
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? Optional.empty() : Optional.of(LocalizedMessage.of("rule.asked.campaigns", ids));
    }

    /** The same of running campaigns and segments. */
    Optional<LocalizedMessage> byAny(long account, Predicate<Leaf> asks) {
        var names = segments.of(account).stream()
                .filter(segment -> segment.rule().leaves().anyMatch(asks))
                .map(Segment::name)
                .collect(Collectors.joining(", "));
        var bySegments = names.isEmpty()
                ? Stream.<LocalizedMessage>empty()
                : Stream.of(LocalizedMessage.of("rule.asked.segments", names));
        var all = Stream.concat(byRunning(account, asks).stream(), bySegments).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(LocalizedMessage.list(all));
    }
}
