package org.reprise.audience;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What placeholders may ask of a contact, by the names that they have for it. */
public final class ContactValues {
    /** What is known of contacts by itself, in the order in which pages offer it. */
    public static final List<String> FIELDS =
            List.of("first_name", "last_name", "name", "username", "phone", "language", "user_id");

    private ContactValues() {}

    /** What is there; numbers as programs write them, days as 2026-01-31, flags as true and false. */
    public static Map<String, String> of(Contact contact) {
        var values = new TreeMap<String, String>();
        put(values, "first_name", contact.firstName());
        put(values, "last_name", contact.lastName());
        put(values, "name", contact.fullName());
        put(values, "username", contact.username());
        put(values, "phone", contact.phone());
        put(values, "language", contact.language());
        put(values, "user_id", String.valueOf(contact.userId()));
        // an attribute may be called name
        contact.attributes()
                .forEach((name, value) -> put(
                        values,
                        name,
                        value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value)));
        return values;
    }

    private static void put(Map<String, String> values, String field, String value) {
        if (value != null && !value.isBlank()) {
            values.put(field, value);
        }
    }
}
