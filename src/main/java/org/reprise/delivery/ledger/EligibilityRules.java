package org.reprise.delivery.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reprise.audience.Contact;
import org.reprise.audience.OptOut;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.EligibilityFacts.Person;
import org.reprise.delivery.ledger.EligibilityFacts.Sender;

/**
 * Who may be written to, and why not. Pure. A run asks the same one at a time, each when it has the facts for it: the
 * database whom the targeting selects, for a page of contacts; {@link #leftOut} right before the claim;
 * {@link RecentMessages} and {@link LimitLeft} in the transaction of the claim. That nobody has an entry in the ledger
 * is what the claim itself decides, by its key.
 */
public final class EligibilityRules {

    /** The first rule that has an answer decides. What has happened comes before what would be. */
    private static final List<Function<EligibilityFacts, Optional<Eligibility>>> RULES = List.of(
            EligibilityRules::inLedger,
            facts -> notTargeted(facts.sender().targeting(), facts.person()),
            facts -> leftOut(facts.person().optOut()),
            facts -> facts.person().capped().map(capped -> capped),
            facts -> overLimit(facts.sender()),
            EligibilityRules::released,
            facts -> notRunning(facts.sender()));

    private EligibilityRules() {}

    public static Eligibility decide(EligibilityFacts facts) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(facts).stream())
                .findFirst()
                .orElseGet(Eligibility.Eligible::new);
    }

    private static Optional<Eligibility> inLedger(EligibilityFacts facts) {
        return facts.person().entry().map(entry -> switch (entry.state()) {
            case CLAIMED -> new Eligibility.Claimed(entry);
            case SENT -> new Eligibility.Reached(entry);
            case FAILED -> new Eligibility.Failed(entry, obstacle(facts, entry));
            case UNCERTAIN -> new Eligibility.Uncertain(entry);
        });
    }

    private static Optional<Failure.Obstacle> obstacle(EligibilityFacts facts, LedgerEntry entry) {
        var person = facts.person();
        var failure = new Failure(
                person.userId(),
                entry.reason(),
                entry.revision(),
                entry.at(),
                notTargeted(facts.sender().targeting(), person).isEmpty(),
                person.contact().map(Contact::lastMessageAt),
                person.optOut().map(OptOut::cause));
        return failure.obstacle(facts.sender().session());
    }

    private static Optional<Eligibility> notTargeted(Targeting targeting, Person person) {
        return person.contact().isEmpty()
                ? Optional.of(new Eligibility.NotAContact())
                : targeting.unmet(person.contact().get()).or(person::unmet).map(Eligibility.NotTargeted::new);
    }

    public static Optional<Eligibility> leftOut(Optional<OptOut> optOut) {
        return optOut.map(Eligibility.LeftOut::new);
    }

    private static Optional<Eligibility> overLimit(Sender sender) {
        return LimitLeft.of(sender.cap(), sender.attempted()).isUsedUp()
                ? Optional.of(new Eligibility.OverLimit(sender.cap()))
                : Optional.empty();
    }

    private static Optional<Eligibility> released(EligibilityFacts facts) {
        return facts.person().released() ? Optional.of(new Eligibility.Released()) : Optional.empty();
    }

    private static Optional<Eligibility> notRunning(Sender sender) {
        return sender.running() ? Optional.empty() : Optional.of(new Eligibility.CampaignNotRunning());
    }
}
