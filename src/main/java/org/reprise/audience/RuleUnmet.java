package org.reprise.audience;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleLine;

/** @param demand a part of a selection that is not true of the contact */
public record RuleUnmet(Rule demand) implements Criterion.Unmet {
    @Override
    public String key() {
        return "rule";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("rule", RuleLine.of(demand));
    }

    @Override
    public LocalizedMessage wanted(Function<Instant, String> time) {
        var said = new RuleSaid(time);
        return demand instanceof Rule.None none
                ? LocalizedMessage.of("why.rule.unwanted", said.of(new Rule.Any(none.rules())))
                : LocalizedMessage.of("why.rule.wanted", said.of(demand));
    }

    @Override
    public LocalizedMessage found(Function<Instant, String> time) {
        return demand instanceof Rule.None ? LocalizedMessage.of("why.rule.holds") : LocalizedMessage.of("why.rule");
    }
}
