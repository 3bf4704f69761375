package org.reprise.audience.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that is true of a contact or not, never in between: an unknown value makes a leaf false, and what is not
 * true of somebody {@link None} selects. {@link RuleJson} is how it is stored and sent, {@link RuleLine} how it is read
 * aloud.
 */
public sealed interface Rule permits Rule.All, Rule.Any, Rule.None, Leaf {

    /** True of whom all of them are true of; of everybody, when there are none. */
    record All(List<Rule> rules) implements Rule {
        public All {
            rules = List.copyOf(rules);
        }

        @Override
        public List<Rule> parts() {
            return rules;
        }

        @Override
        public void addTo(Condition condition) {
            condition.joined(rules, " and ", "1 = 1");
        }
    }

    /** True of whom one of them is true of; of nobody, when there are none. */
    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = List.copyOf(rules);
        }

        @Override
        public List<Rule> parts() {
            return rules;
        }

        @Override
        public void addTo(Condition condition) {
            condition.joined(rules, " or ", "1 = 0");
        }
    }

    /** True of whom none of them is true of; of everybody, when there are none. */
    record None(List<Rule> rules) implements Rule {
        public None {
            rules = List.copyOf(rules);
        }

        @Override
        public List<Rule> parts() {
            return rules;
        }

        @Override
        public void addTo(Condition condition) {
            condition.add("not ").joined(rules, " or ", "1 = 0");
        }
    }

    /** Adds the SQL condition on the contact "c" that is true of the same people. It is true or false, never null. */
    void addTo(Condition condition);

    /** The rules that it is made of; a leaf is made of none. */
    List<Rule> parts();

    /** All leaves, those in segments too, in their order. */
    default Stream<Leaf> leaves() {
        return this instanceof Leaf leaf
                ? Stream.concat(Stream.of(leaf), leaf.parts().stream().flatMap(Rule::leaves))
                : parts().stream().flatMap(Rule::leaves);
    }

    /** How many all, any and none stand in each other at the most; a segment's rule begins anew. */
    default int depth() {
        return this instanceof Leaf
                ? 0
                : 1 + parts().stream().mapToInt(Rule::depth).max().orElse(0);
    }

    static Rule not(Rule rule) {
        return new None(List.of(rule));
    }
}
