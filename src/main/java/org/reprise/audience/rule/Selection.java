package org.reprise.audience.rule;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;

/**
 * Whom a rule takes in, less whom another one keeps out: the excluded are out whatever else is true of them.
 *
 * @param include null: everybody
 * @param exclude null: nobody
 */
public record Selection(Rule include, Rule exclude) {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    public static final Selection EVERYBODY = new Selection(null, null);

    public boolean isEverybody() {
        return include == null && exclude == null;
    }

    /** One rule that is true of the same people. */
    public Rule whole() {
        var rules = new ArrayList<Rule>();
        Optional.ofNullable(include).ifPresent(rules::add);
        Optional.ofNullable(exclude).map(Rule::not).ifPresent(rules::add);
        return rules.size() == 1 ? rules.get(0) : new Rule.All(rules);
    }

    public Stream<Leaf> leaves() {
        return Stream.of(Optional.ofNullable(include), Optional.ofNullable(exclude))
                .flatMap(Optional::stream)
                .flatMap(Rule::leaves);
    }

    /** With another rule for each that is there. */
    public Selection map(UnaryOperator<Rule> change) {
        return new Selection(
                include == null ? null : change.apply(include), exclude == null ? null : change.apply(exclude));
    }

    /** What has to hold, each apart: the parts of the including side, and that the excluding side does not. */
    public List<Rule> demands() {
        var demands = new ArrayList<Rule>();
        if (include instanceof Rule.All all) {
            demands.addAll(all.rules());
        } else if (include != null) {
            demands.add(include);
        }
        if (exclude instanceof Rule.Any any) {
            any.rules().stream().map(Rule::not).forEach(demands::add);
        } else if (exclude != null) {
            demands.add(Rule.not(exclude));
        }
        return demands;
    }

    /** With {@code include} and {@code exclude}, as far as they are there. */
    public JsonObject json() {
        var object = JSON.createObjectBuilder();
        if (include != null) {
            object.add("include", RuleJson.of(include));
        }
        if (exclude != null) {
            object.add("exclude", RuleJson.of(exclude));
        }
        return object.build();
    }

    /**
     * @param zone of times without an offset
     * @throws RuleRefused what is not understood
     */
    public static Selection read(JsonObject object, ZoneId zone) {
        object.keySet().stream()
                .filter(name -> !Set.of("include", "exclude").contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RuleRefused.at("", LocalizedMessage.of("rule.member", name, "include, exclude"));
                });
        return new Selection(side(object, "include", zone), side(object, "exclude", zone)).checked();
    }

    private static Rule side(JsonObject object, String name, ZoneId zone) {
        var value = object.getOrDefault(name, JsonValue.NULL);
        return value == JsonValue.NULL ? null : RuleJson.read(value, "/" + name, zone);
    }

    /** @throws RuleRefused it is too deep, or asks too many things */
    public Selection checked() {
        RuleLimits.check(whole());
        return this;
    }

    /** @return null for everybody */
    public String stored() {
        return isEverybody() ? null : json().toString();
    }

    /** Reads back what {@link #stored} gave. */
    public static Selection restored(String stored) {
        if (stored == null) {
            return EVERYBODY;
        }
        var object = RuleJson.parsed(stored).asJsonObject();
        return new Selection(restored(object, "include"), restored(object, "exclude"));
    }

    private static Rule restored(JsonObject object, String name) {
        return object.containsKey(name) ? RuleJson.restored(object.get(name)) : null;
    }
}
