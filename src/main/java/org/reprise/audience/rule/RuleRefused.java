package org.reprise.audience.rule;

import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/** A rule that is not understood; what it says names the place. */
public final class RuleRefused extends Refused {
    private static final long serialVersionUID = 1;

    RuleRefused(LocalizedMessage said) {
        super("rule", said);
    }

    /**
     * @param where as a JSON pointer below the rule, or the number of a character in a line, from 1; empty: the whole
     */
    static RuleRefused at(String where, LocalizedMessage why) {
        return new RuleRefused(
                where.isEmpty() ? LocalizedMessage.of("rule.whole", why) : LocalizedMessage.of("rule.at", where, why));
    }
}
