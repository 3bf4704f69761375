package org.reprise.audience;

import java.io.Serializable;
import java.util.Set;
import java.util.regex.Pattern;
import org.reprise.LocalizedMessage;
import org.reprise.audience.rule.OfAttribute;

/**
 * Something that an account keeps of its contacts.
 *
 * @param name as {@link #named} makes it; no other attribute of the account has it
 * @param type which never changes: values are stored in its shape
 */
public record Attribute(long id, long accountId, String name, AttributeType type) implements Serializable {
    public static final int MAX_NAME = 40;

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{Nd}_]*");

    /** What is known of each contact anyway, by the names that rules and placeholders have for it. */
    private static final Set<String> BUILT_IN = Set.of(
            "user_id",
            "username",
            "first_name",
            "last_name",
            "phone",
            "language",
            "first_message",
            "last_message",
            "opted_in",
            "opt_in_source",
            "zone");

    /**
     * The name of an attribute as it is stored: composed, and in small letters.
     *
     * @throws ContactRefused invalid: it is none, or the name of what is known anyway
     */
    public static String named(String text) {
        var name = normal(text);
        if (!NAME.matcher(name).matches() || Text.isLongerThan(MAX_NAME, name)) {
            throw ContactRefused.invalid("name", LocalizedMessage.of("attribute.name", MAX_NAME));
        }
        if (BUILT_IN.contains(name)) {
            throw ContactRefused.invalid("name", LocalizedMessage.of("attribute.built-in", name));
        }
        return name;
    }

    /** As attributes are looked up: however somebody writes their name. */
    static String normal(String text) {
        return OfAttribute.normal(text.strip());
    }

    /** Whether somebody means it by that name. */
    public boolean isCalled(String text) {
        return name.equals(normal(text));
    }

    /** A name made of the title of a column; empty: nothing of it can be one. */
    public static String proposed(String title) {
        var name = normal(title)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
                .replaceFirst("^[_\\p{Nd}]+", "")
                .replaceFirst("_$", "");
        var free = BUILT_IN.contains(name) ? "own_" + name : name;
        return Text.storable(free, MAX_NAME).replaceFirst("_$", "");
    }
}
