package org.reprise.audience;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.rule.Field;
import org.reprise.audience.rule.Leaf.TimeCompares;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.Side;

/** That a time of the contact lies after or before another one. A contact without the time is not selected. */
public enum TimeCriterion implements Criterion<Bound> {
    /** {@link Contact#firstMessageAt} */
    CHAT_START(
            "chat_start_time",
            Field.FIRST_MESSAGE,
            Contact::firstMessageAt,
            new Texts("targeted.first.after", "targeted.first.before"),
            new Texts("why.first.after", "why.first.before"),
            new Found("why.first", "why.first.unknown")),
    /** {@link Contact#lastMessageAt} */
    NEWEST_CHAT(
            "newest_chat_time",
            Field.LAST_MESSAGE,
            Contact::lastMessageAt,
            new Texts("targeted.newest.after", "targeted.newest.before"),
            new Texts("why.newest.after", "why.newest.before"),
            new Found("why.newest", "why.newest.unknown"));

    private final String key;
    private final Field field;
    private final Function<Contact, Instant> time;
    private final Texts targeted;
    private final Texts wanted;
    private final Found found;

    TimeCriterion(String key, Field field, Function<Contact, Instant> time, Texts targeted, Texts wanted, Found found) {
        this.key = key;
        this.field = field;
        this.time = time;
        this.targeted = targeted;
        this.wanted = wanted;
        this.found = found;
    }

    /** Keys of the texts for either side. */
    private record Texts(String after, String before) {
        LocalizedMessage of(Bound bound, Function<Instant, String> time) {
            return LocalizedMessage.of(bound.side() == Side.AFTER ? after : before, time.apply(bound.time()));
        }
    }

    /** Keys of the texts for the contact's own time. */
    private record Found(String at, String unknown) {}

    @Override
    public String key() {
        return key;
    }

    /** The column and the member that say whether to lie after or before. */
    public String sideKey() {
        return key + "_cmp";
    }

    @Override
    public Map<String, String> stored(Optional<Bound> value) {
        var columns = new HashMap<String, String>();
        columns.put(
                key,
                value.map(bound -> String.valueOf(bound.time().toEpochMilli())).orElse(null));
        columns.put(sideKey(), value.map(bound -> bound.side().name()).orElse(null));
        return columns;
    }

    @Override
    public Optional<Bound> read(UnaryOperator<String> column) {
        return Optional.ofNullable(column.apply(key))
                .map(millis ->
                        new Bound(Instant.ofEpochMilli(Long.parseLong(millis)), Side.valueOf(column.apply(sideKey()))));
    }

    @Override
    public Rule rule(Bound bound) {
        return new TimeCompares(field, bound.side(), bound.time());
    }

    @Override
    public Optional<Unmet> unmet(Bound bound, Contact contact) {
        var theirs = time.apply(contact);
        return bound.accepts(theirs) ? Optional.empty() : Optional.of(new OutsideBound(this, bound, theirs));
    }

    @Override
    public LocalizedMessage words(Bound bound, Function<Instant, String> inWords) {
        return targeted.of(bound, inWords);
    }

    /** @param time the contact's own; null: none is known */
    public record OutsideBound(TimeCriterion criterion, Bound bound, Instant time) implements Unmet {
        @Override
        public String key() {
            return criterion.key();
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("cmp", bound.side().word());
            facts.put("bound", bound.time());
            facts.put("time", time);
            return facts;
        }

        @Override
        public LocalizedMessage wanted(Function<Instant, String> inWords) {
            return criterion.wanted.of(bound, inWords);
        }

        @Override
        public LocalizedMessage found(Function<Instant, String> inWords) {
            return time == null
                    ? LocalizedMessage.of(criterion.found.unknown)
                    : LocalizedMessage.of(criterion.found.at, inWords.apply(time));
        }
    }
}
