package org.reprise.audience;

import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be changed of a contact. What is not named stays as it is.
 *
 * @param fields what each holds then; empty: it is not known any more
 * @param attributes by name, as requests give values; null of JSON takes one away
 */
public record ContactEdit(Map<Field, Optional<String>> fields, Map<String, JsonValue> attributes, TagEdit tags) {

    /** What is known of each contact, and can be said by others than Telegram. */
    public enum Field {
        USERNAME(Column.USERNAME),
        FIRST_NAME(Column.FIRST_NAME),
        LAST_NAME(Column.LAST_NAME),
        PHONE(Column.PHONE),
        LANGUAGE(Column.LANGUAGE),
        /** By its IANA name. */
        ZONE(Column.ZONE);

        private final Column column;

        Field(Column column) {
            this.column = column;
        }

        /** As the HTTP contract names it. */
        public String title() {
            return column.title();
        }

        /** In code points. */
        int longest() {
            return column.longest;
        }

        String of(Contact contact) {
            return switch (this) {
                case USERNAME -> contact.username();
                case FIRST_NAME -> contact.firstName();
                case LAST_NAME -> contact.lastName();
                case PHONE -> contact.phone();
                case LANGUAGE -> contact.language();
                case ZONE -> contact.zone();
            };
        }
    }

    /**
     * Of tags, by their names.
     *
     * @param all which there are before the others count; null: those that there are now
     * @param put made where they are not there
     */
    public record TagEdit(Set<String> all, Set<String> put, Set<String> take) {
        public static final TagEdit NOTHING = new TagEdit(null, Set.of(), Set.of());

        boolean isNothing() {
            return all == null && put.isEmpty() && take.isEmpty();
        }
    }

    public static ContactEdit ofTags(Set<String> put, Set<String> take) {
        return new ContactEdit(Map.of(), Map.of(), new TagEdit(null, put, take));
    }

    public static ContactEdit ofField(Field field, String value) {
        return new ContactEdit(Map.of(field, Optional.ofNullable(value)), Map.of(), TagEdit.NOTHING);
    }

    public static ContactEdit ofAttributes(Map<String, JsonValue> attributes) {
        return new ContactEdit(Map.of(), attributes, TagEdit.NOTHING);
    }
}
