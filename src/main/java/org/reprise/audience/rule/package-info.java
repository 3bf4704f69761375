/**
 * Rules that select contacts: what there is to ask, in a tree of all, any and none.
 *
 * <p>Promise: a rule is true of a contact or not, and selects the same people on both databases; {@code RuleJson} and
 * {@code RuleLine} give back the rule that they were given; nothing that somebody entered becomes SQL. One more thing
 * to ask is one more record in {@link org.reprise.audience.rule.Leaf}, with its SQL there, its JSON in RuleJson, its
 * words in RuleLine and RuleParser, and a line in the tests' plain evaluator, which the SQL is held against.
 *
 * <p>Knows {@code storage} and {@code message}; of campaigns and deliveries no class, but where their rows stand.
 */
package org.reprise.audience.rule;
