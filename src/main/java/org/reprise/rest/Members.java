package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleJson;
import org.reprise.audience.rule.Selection;

/**
 * The members of a request's object, checked against their declaration: what is here is known, of its type, and given
 * under one name. A member is asked for by any of its names; null is absence.
 */
final class Members {
    /** Instead of a number that nobody knows. */
    static final String UNKNOWN = "unknown";

    private final JsonObject object;
    private final List<Member> declared;

    private Members(JsonObject object, List<Member> declared) {
        this.object = object;
        this.declared = declared;
    }

    /**
     * @param body UTF-8, one JSON object; where nothing has to be said, nothing or null as well, which generated
     *     clients send
     * @throws RequestRefused naming what is not understood
     */
    static Members parse(byte[] body, RequestBody declaration) {
        if (declaration.mayBeEmpty()
                && (body.length == 0 || new String(body, UTF_8).strip().equals("null"))) {
            return new Members(JsonValue.EMPTY_JSON_OBJECT, List.of());
        } else if (body.length == 0) {
            throw new RequestRefused(ProblemCode.MALFORMED_BODY, "The body is missing; send a JSON object.");
        }
        var object = JsonText.read(body);
        MemberCheck.of(declaration).check(object);
        return new Members(object, declaration.members());
    }

    /** All of it, for whoever reads a format of somebody else. */
    JsonObject json() {
        return object;
    }

    /** Whether the request says anything about it, if only null. */
    boolean has(String name) {
        return names(name).stream().anyMatch(object::containsKey);
    }

    /** Whether the request gives it under exactly that name, and not null. */
    boolean hasValue(String exactName) {
        return !JsonValue.NULL.equals(object.getOrDefault(exactName, JsonValue.NULL));
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return value(name).map(value -> ((JsonString) value).getString());
    }

    long integer(String name) {
        return optionalInteger(name).orElseThrow(() -> missing(name));
    }

    Optional<Long> optionalInteger(String name) {
        return value(name).map(Members::integer);
    }

    /** Of a {@link Member.Type#COUNT}: whether it is known to be unknown. */
    boolean isUnknown(String name) {
        return value(name).filter(Members::isUnknown).isPresent();
    }

    static boolean isUnknown(JsonValue value) {
        return value instanceof JsonString text && text.getString().equals(UNKNOWN);
    }

    Optional<BigDecimal> optionalNumber(String name) {
        return value(name)
                .map(value -> value instanceof JsonString digits
                        ? new BigDecimal(digits.getString())
                        : ((JsonNumber) value).bigDecimalValue());
    }

    Optional<Boolean> optionalFlag(String name) {
        return value(name).map(JsonValue.TRUE::equals);
    }

    Optional<Members> optionalObject(String name) {
        return value(name).map(value -> new Members(value.asJsonObject(), below(name)));
    }

    /** Of {@link Member.Type#VALUES}; empty when absent. */
    Map<String, JsonValue> values(String name) {
        return value(name).map(JsonValue::asJsonObject).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Of {@link Member.Type#OBJECTS}; empty when absent. */
    List<Members> objects(String name) {
        return value(name).map(value -> row(value.asJsonArray(), below(name))).orElse(List.of());
    }

    /** Of {@link Member.Type#ROWS}; empty when absent. */
    List<List<Members>> rows(String name) {
        return value(name).map(JsonValue::asJsonArray).orElse(JsonValue.EMPTY_JSON_ARRAY).stream()
                .map(row -> row(row.asJsonArray(), below(name)))
                .toList();
    }

    private static List<Members> row(JsonArray row, List<Member> declared) {
        return row.stream()
                .map(each -> new Members(each.asJsonObject(), declared))
                .toList();
    }

    /**
     * Of {@link Member.Type#RULE}.
     *
     * @param zone of times without an offset
     * @throws org.reprise.audience.rule.RuleRefused what is not understood
     */
    Optional<Selection> optionalRule(String name, ZoneId zone) {
        return value(name).map(value -> Selection.read(value.asJsonObject(), zone));
    }

    /**
     * A rule that a request gives as an object, as a line, or as both: an answer that is sent back has both, which then
     * say the same.
     *
     * @param line how the rule is written in one
     * @throws RequestRefused they say different things
     */
    static <T> Optional<T> ruleOf(Optional<T> rule, Optional<T> written, Function<T, String> line) {
        if (rule.isPresent() && written.isPresent() && !line.apply(rule.get()).equals(line.apply(written.get()))) {
            throw RequestRefused.invalid("rule_text", "rule and rule_text say different things: send one of them.");
        }
        return rule.or(() -> written);
    }

    /** The same of one side alone. */
    Optional<Rule> optionalSide(String name, ZoneId zone) {
        return value(name).map(value -> RuleJson.read(value, "", zone));
    }

    /** Empty when absent. */
    List<String> texts(String name) {
        return value(name)
                .map(value -> value.asJsonArray().getValuesAs(JsonString::getString))
                .orElse(List.of());
    }

    /**
     * Refuses members that are only read and do not have the value that they have now.
     *
     * @param now what answers say; a member that is not in it has no value
     */
    void refuseChangeOfReadOnly(Supplier<JsonObject> now) {
        refuseChangeOfReadOnly(now, ZoneOffset.UTC);
    }

    /** @param zone in which a time without an offset is meant */
    void refuseChangeOfReadOnly(Supplier<JsonObject> now, ZoneId zone) {
        var onlyRead = declared.stream()
                .filter(member -> member.role() == Member.Role.READ_ONLY && object.containsKey(member.name()))
                .toList();
        if (!onlyRead.isEmpty()) {
            var values = now.get();
            onlyRead.forEach(member -> refuseChange(member, values.getOrDefault(member.name(), JsonValue.NULL), zone));
        }
    }

    private void refuseChange(Member member, JsonValue now, ZoneId zone) {
        if (!SameValue.of(member.type(), object.get(member.name()), now, zone)) {
            throw new RequestRefused(
                    ProblemCode.READ_ONLY,
                    "/" + member.name(),
                    member.name() + " cannot be set here"
                            + (now == JsonValue.NULL
                                    ? ": leave it out."
                                    : ": it is " + now + ". Send it so, or leave it out."));
        }
    }

    /** Whether it holds what only answers say: then it is an answer that was sent back. */
    boolean isAnswerSentBack() {
        return declared.stream().anyMatch(member -> member.role() == Member.Role.READ_ONLY && hasValue(member.name()));
    }

    /** The times that it gives, by their members' names. */
    Map<String, String> times() {
        var times = new LinkedHashMap<String, String>();
        declared.stream()
                .filter(member -> member.type() == Member.Type.TIME && hasValue(member.name()))
                .forEach(member -> times.put(member.name(), ((JsonString) object.get(member.name())).getString()));
        return times;
    }

    /** Refuses null where it says nothing. */
    void refuseNull(String... names) {
        for (var name : names) {
            if (JsonValue.NULL.equals(object.get(name))) {
                throw new RequestRefused(ProblemCode.WRONG_TYPE, "/" + name, name + " must not be null");
            }
        }
    }

    /** By which of its names the request gives the member. */
    String nameGiven(String name) {
        return names(name).stream().filter(object::containsKey).findFirst().orElse(name);
    }

    private List<Member> below(String name) {
        return declared.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .members();
    }

    private Optional<JsonValue> value(String name) {
        return names(name).stream()
                .map(object::get)
                .filter(value -> value != null && value != JsonValue.NULL)
                .findFirst();
    }

    /** All names of it that hold the same type, the asked one first. */
    private List<String> names(String name) {
        var asked = declared.stream().filter(each -> each.name().equals(name)).findFirst();
        return asked.map(member -> declared.stream()
                        .filter(each -> each.sense().equals(member.sense()) && each.type() == member.type())
                        .map(Member::name)
                        .toList())
                .orElse(List.of(name));
    }

    private static long integer(JsonValue value) {
        return value instanceof JsonString digits
                ? Long.parseLong(digits.getString())
                : ((JsonNumber) value).longValueExact();
    }

    static RequestRefused missing(String name) {
        return new RequestRefused(ProblemCode.MISSING_MEMBER, "/" + name, name.replace('/', '.') + " is missing");
    }
}
