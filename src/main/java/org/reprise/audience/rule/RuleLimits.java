package org.reprise.audience.rule;

import java.util.List;
import org.reprise.LocalizedMessage;
import org.reprise.message.VisibleText;

/** What a rule may be at the most; each as a check that says whether it is kept. */
final class RuleLimits {
    /** All, any and none inside each other. */
    static final int MAX_DEPTH = 8;

    /** SQLite takes some thousand values in a statement, and nobody reads more. */
    static final int MAX_LEAVES = 200;

    static final int MAX_NAMES = 100;
    static final int MAX_TEXT = 500;
    static final int MAX_NAME = 100;
    static final int MAX_DAYS = 36_500;

    private RuleLimits() {}

    /**
     * What is left of a rule's room when all of it was read.
     *
     * @throws RuleRefused it is too deep, or asks too many things; what is in its segments counts
     */
    static void check(Rule rule) {
        if (rule.depth() > MAX_DEPTH
                || rule.leaves().anyMatch(leaf -> leaf.parts().stream().anyMatch(part -> part.depth() > MAX_DEPTH))) {
            throw RuleRefused.at("", LocalizedMessage.of("rule.deep", MAX_DEPTH));
        }
        if (rule.leaves().filter(leaf -> leaf.parts().isEmpty()).count() > MAX_LEAVES) {
            throw RuleRefused.at("", LocalizedMessage.of("rule.many", MAX_LEAVES));
        }
    }

    static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= MAX_TEXT && VisibleText.isStorable(text);
    }

    static boolean isName(String name) {
        return name.length() <= MAX_NAME && VisibleText.isName(name);
    }

    static boolean areNames(List<String> names) {
        return !names.isEmpty() && names.size() <= MAX_NAMES && names.stream().allMatch(RuleLimits::isName);
    }

    static boolean isDays(long days) {
        return days >= 1 && days <= MAX_DAYS;
    }
}
