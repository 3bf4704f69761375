package org.reprise.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reprise.rest.Member.Role;
import org.reprise.rest.Member.Type;

/** Holds an object to its declaration: nothing unknown, nothing under two names, nothing of another type. */
final class MemberCheck {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");

    private final List<Member> declared;
    private final boolean open;
    private final String above;

    private MemberCheck(List<Member> declared, boolean open, String above) {
        this.declared = declared;
        this.open = open;
        this.above = above;
    }

    static MemberCheck of(RequestBody declaration) {
        return new MemberCheck(declaration.members(), declaration.isOpen(), "");
    }

    /** @throws RequestRefused for the first member that is not as declared */
    void check(JsonObject object) {
        object.keySet().forEach(this::refuseUnknown);
        refuseTwoNames(object);
        object.forEach((name, value) -> find(name).ifPresent(member -> check(member, value)));
        declared.stream()
                .filter(member -> member.role() == Role.REQUIRED && present(object, member) == 0)
                .findFirst()
                .ifPresent(member -> {
                    throw new RequestRefused(
                            ProblemCode.MISSING_MEMBER, pointer(member.name()), named(member.name()) + " is missing");
                });
    }

    private Optional<Member> find(String name) {
        return declared.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private void refuseUnknown(String name) {
        if (!open && find(name).isEmpty()) {
            var known = declared.stream().map(Member::name).toList();
            throw new RequestRefused(
                    ProblemCode.UNKNOWN_MEMBER,
                    pointer(name),
                    "Unknown member " + named(Nearest.shown(name)) + Nearest.words(name, known));
        }
    }

    private void refuseTwoNames(JsonObject object) {
        declared.stream()
                .filter(member -> member.insteadOf() == null && present(object, member) > 1)
                .findFirst()
                .ifPresent(member -> {
                    var names = declared.stream()
                            .filter(each -> each.sense().equals(member.name()) && given(object, each))
                            .map(Member::name)
                            .toList();
                    throw new RequestRefused(
                            ProblemCode.TWO_NAMES,
                            pointer(names.get(1)),
                            String.join(" and ", names) + " say the same: send one of them");
                });
    }

    private long present(JsonObject object, Member member) {
        return declared.stream()
                .filter(each -> each.sense().equals(member.sense()) && given(object, each))
                .count();
    }

    private static boolean given(JsonObject object, Member member) {
        return !JsonValue.NULL.equals(object.getOrDefault(member.name(), JsonValue.NULL));
    }

    private void check(Member member, JsonValue value) {
        if (value == JsonValue.NULL || value.getValueType() == JsonValue.ValueType.NULL) {
            return;
        }
        if (!hasType(member, value)) {
            throw new RequestRefused(
                    ProblemCode.WRONG_TYPE, pointer(member.name()), named(member.name()) + " must be " + words(member));
        }
        if (member.role() == Role.NOT_BUILT && !isEmpty(value)) {
            throw new RequestRefused(
                    ProblemCode.NOT_BUILT,
                    pointer(member.name()),
                    named(member.name()) + " is known, but Reprise cannot do it yet: leave it out.");
        }
        if (member.type() == Type.CHOICE && !member.choices().contains(((JsonString) value).getString())) {
            throw new RequestRefused(
                    ProblemCode.INVALID,
                    pointer(member.name()),
                    named(member.name()) + " must be one of " + String.join(", ", member.choices()) + ".");
        }
        checkBelow(member, value);
    }

    private void checkBelow(Member member, JsonValue value) {
        if (member.type() == Type.OBJECT) {
            below(member, pointer(member.name())).check(value.asJsonObject());
        } else if (member.type() == Type.OBJECTS) {
            var objects = value.asJsonArray();
            for (int i = 0; i < objects.size(); i++) {
                below(member, pointer(member.name()) + "/" + i).check(objects.getJsonObject(i));
            }
        } else if (member.type() == Type.ROWS) {
            var rows = value.asJsonArray();
            for (int row = 0; row < rows.size(); row++) {
                var objects = rows.getJsonArray(row);
                for (int i = 0; i < objects.size(); i++) {
                    below(member, pointer(member.name()) + "/" + row + "/" + i).check(objects.getJsonObject(i));
                }
            }
        }
    }

    private static MemberCheck below(Member member, String pointer) {
        return new MemberCheck(member.members(), false, pointer);
    }

    private static boolean hasType(Member member, JsonValue value) {
        return switch (member.type()) {
            case TEXT, TIME, CHOICE -> value instanceof JsonString;
            case INTEGER -> isInteger(value);
            case COUNT -> isInteger(value) || Members.isUnknown(value);
            case NUMBER ->
                value instanceof JsonNumber
                        || value instanceof JsonString text
                                && DECIMAL.matcher(text.getString()).matches();
            case FLAG -> value == JsonValue.TRUE || value == JsonValue.FALSE;
            case TEXTS -> isArrayOf(value, JsonString.class);
            case OBJECT, RULE, VALUES -> value instanceof JsonObject;
            case OBJECTS -> isArrayOf(value, JsonObject.class);
            case ROWS ->
                isArrayOf(value, JsonArray.class)
                        && value.asJsonArray().stream().allMatch(row -> isArrayOf(row, JsonObject.class));
            case ANY -> true;
        };
    }

    private static boolean isInteger(JsonValue value) {
        try {
            if (value instanceof JsonString text
                    && DIGITS.matcher(text.getString()).matches()) {
                Long.parseLong(text.getString());
                return true;
            } else if (value instanceof JsonNumber number && number.isIntegral()) {
                number.longValueExact();
                return true;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // out of 64 bits: told by the caller
        }
        return false;
    }

    private static boolean isArrayOf(JsonValue value, Class<? extends JsonValue> type) {
        return value instanceof JsonArray array && array.stream().allMatch(type::isInstance);
    }

    private static boolean isEmpty(JsonValue value) {
        return value instanceof JsonArray array && array.isEmpty()
                || value instanceof JsonObject object && object.isEmpty()
                || value instanceof JsonString text && text.getString().isBlank();
    }

    private static String words(Member member) {
        return switch (member.type()) {
            case TEXT, TIME, ANY -> "a string";
            case CHOICE -> "one of the strings " + String.join(", ", member.choices());
            case INTEGER -> "a 64-bit integer";
            case COUNT -> "a 64-bit integer, or \"" + Members.UNKNOWN + "\"";
            case NUMBER -> "a number";
            case FLAG -> "true or false";
            case TEXTS -> "an array of strings";
            case OBJECT, RULE, VALUES -> "an object";
            case OBJECTS -> "an array of objects";
            case ROWS -> "an array of rows, each an array of objects";
        };
    }

    private String pointer(String name) {
        return above + "/" + Json.encodePointer(name);
    }

    /** As people write it: {@code attachment.url}, {@code buttons.0.1.label}. */
    private String named(String name) {
        return (above + "/" + name).substring(1).replace('/', '.');
    }
}
