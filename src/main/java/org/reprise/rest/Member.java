package org.reprise.rest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A member of a request's object, declared once: the parser, the words about unknown members and the test of the
 * OpenAPI document read it here.
 *
 * @param insteadOf the member that says the same under another name, or null: never both at once
 * @param choices what a {@link Type#CHOICE} may be
 * @param members of an {@link Type#OBJECT}, or of each in {@link Type#OBJECTS} or {@link Type#ROWS}
 */
record Member(String name, Type type, Role role, String insteadOf, List<String> choices, List<Member> members) {

    enum Type {
        TEXT,
        /** 64 bits, also as a string of digits. */
        INTEGER,
        /** As an integer, or the word "unknown". */
        COUNT,
        /** Also as a string of digits with a point. */
        NUMBER,
        FLAG,
        /** ISO-8601, with an offset or in the account's zone. */
        TIME,
        /** An array of strings. */
        TEXTS,
        CHOICE,
        OBJECT,
        /** An object of values by names that are the request's own. */
        VALUES,
        /** An array of objects. */
        OBJECTS,
        /** An array of arrays of objects. */
        ROWS,
        /** An object with the sides of a rule, which reads itself. */
        RULE,
        /** Whatever an answer held; only compared. */
        ANY
    }

    enum Role {
        REQUIRED,
        OPTIONAL,
        /** Comes in answers; a request may give it back as it is. */
        READ_ONLY,
        /** Known, and refused unless it is empty. */
        NOT_BUILT
    }

    Member {
        choices = List.copyOf(choices);
        members = List.copyOf(members);
    }

    private static Member of(String name, Type type) {
        return new Member(name, type, Role.OPTIONAL, null, List.of(), List.of());
    }

    static Member text(String name) {
        return of(name, Type.TEXT);
    }

    static Member integer(String name) {
        return of(name, Type.INTEGER);
    }

    static Member count(String name) {
        return of(name, Type.COUNT);
    }

    static Member number(String name) {
        return of(name, Type.NUMBER);
    }

    static Member flag(String name) {
        return of(name, Type.FLAG);
    }

    static Member time(String name) {
        return of(name, Type.TIME);
    }

    static Member texts(String name) {
        return of(name, Type.TEXTS);
    }

    static Member rule(String name) {
        return of(name, Type.RULE);
    }

    static Member byName(String name) {
        return of(name, Type.VALUES);
    }

    static Member any(String name) {
        return of(name, Type.ANY);
    }

    static Member choice(String name, String... choices) {
        return new Member(name, Type.CHOICE, Role.OPTIONAL, null, List.of(choices), List.of());
    }

    /** @param values in lower case */
    static Member choice(String name, Enum<?>[] values) {
        return choice(
                name,
                Stream.of(values)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new));
    }

    static Member object(String name, Member... members) {
        return new Member(name, Type.OBJECT, Role.OPTIONAL, null, List.of(), List.of(members));
    }

    static Member objects(String name, List<Member> members) {
        return new Member(name, Type.OBJECTS, Role.OPTIONAL, null, List.of(), members);
    }

    static Member rows(String name, Member... members) {
        return new Member(name, Type.ROWS, Role.OPTIONAL, null, List.of(), List.of(members));
    }

    Member required() {
        return as(Role.REQUIRED);
    }

    Member readOnly() {
        return as(Role.READ_ONLY);
    }

    Member notBuilt() {
        return as(Role.NOT_BUILT);
    }

    private Member as(Role other) {
        return new Member(name, type, other, insteadOf, choices, members);
    }

    Member insteadOf(String other) {
        return new Member(name, type, role, other, choices, members);
    }

    /** What this and its other names have in common. */
    String sense() {
        return insteadOf == null ? name : insteadOf;
    }
}
