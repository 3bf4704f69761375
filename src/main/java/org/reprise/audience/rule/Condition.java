package org.reprise.audience.rule;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule in SQL: a text with names for its values, one for both databases. What somebody entered is only ever bound. It
 * is about the contact "c", and knows the campaign's account as {@code :account}.
 */
public final class Condition {
    /** How many contacts a statement asks it of. */
    public enum Reach {
        /**
         * Some: each is looked up by key. PostgreSQL would read all that "exists" could find, for a page of a thousand.
         */
        FEW,
        /** All of a session: what others have is read once. */
        ALL
    }

    private final String prefix;
    private final Reach reach;
    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> bound = new LinkedHashMap<>();

    private Condition(String prefix, Reach reach) {
        this.prefix = prefix;
        this.reach = reach;
    }

    /** @param prefix of the names of its values: two conditions of one statement have different ones */
    public static Condition of(Rule rule, String prefix, Reach reach) {
        var condition = new Condition(prefix, reach);
        rule.addTo(condition);
        return condition;
    }

    /**
     * The number of the first rule that is not true, from 0; -1 when all of them are.
     *
     * @param prefix as in {@link #of}
     */
    public static Condition firstUntrue(List<Rule> rules, String prefix, Reach reach) {
        var condition = new Condition(prefix, reach).add("case when 1 = 0 then -1");
        for (int i = 0; i < rules.size(); i++) {
            condition.add(" when not (");
            rules.get(i).addTo(condition);
            condition.add(") then " + i);
        }
        return condition.add(" else -1 end");
    }

    /** With words in angle brackets for what the databases name differently, as Storage defines them. */
    public String sql() {
        return sql.toString();
    }

    /** Its values by their names. */
    public Map<String, Object> bound() {
        return bound;
    }

    Condition add(String text) {
        sql.append(text);
        return this;
    }

    /** That there is a row; {@link #end} is its end. */
    Condition isThere(String from) {
        return add(reach == Reach.FEW ? "((select count(*) " : "exists (select 1 ")
                .add(from);
    }

    Condition end() {
        return add(reach == Reach.FEW ? ") > 0)" : ")");
    }

    Condition bind(Object value) {
        var name = prefix + bound.size();
        bound.put(name, value);
        return add(":" + name);
    }

    /** That a value is known and so beside another one. */
    Condition compared(Subject subject, String operator, Object other) {
        return add("coalesce(")
                .value(subject)
                .add(" " + operator + " ")
                .bind(other)
                .add(", false)");
    }

    /** @param memberships "i" of contacts in what has a name "n" */
    Condition isIn(String memberships, List<String> names) {
        isThere("from " + memberships + " where i.session_id = c.session_id and i.user_id = c.user_id"
                + " and n.account_id = :account and n.name in (");
        for (int i = 0; i < names.size(); i++) {
            add(i == 0 ? "" : ", ").bind(names.get(i));
        }
        return add(")").end();
    }

    Condition joined(List<Rule> rules, String word, String none) {
        add("(");
        for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
            each.next().addTo(this);
            add(each.hasNext() ? word : "");
        }
        return add(rules.isEmpty() ? none : "").add(")");
    }

    /** Null where it is unknown. */
    Condition value(Subject subject) {
        return subject instanceof Field field
                ? add(field.column())
                : add("(c.attributes ->> ").bind(subject.word()).add(")");
    }

    /** As JSON, where {@link #value} gives a text. */
    Condition json(OfAttribute attribute) {
        return add("(c.attributes -> ").bind(attribute.name()).add(")");
    }
}
