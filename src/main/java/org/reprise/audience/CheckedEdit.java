package org.reprise.audience;

import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.reprise.LocalizedMessage;
import org.reprise.audience.ContactEdit.Field;
import org.reprise.message.VisibleText;

/**
 * What is to stand in the row of a contact, once it is known that all of it may.
 *
 * @param fields all of them; null: nothing
 * @param attributes those that are to be kept, as their types have them
 * @param taken the names of those that are to be taken away
 */
record CheckedEdit(Map<Field, String> fields, AttributeValues attributes, Set<String> taken) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /** @throws ContactRefused invalid, with the member that does not fit */
    static CheckedEdit of(Contact contact, ContactEdit edit, List<Attribute> declared) {
        var fields = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            fields.put(field, edit.fields().containsKey(field) ? field(edit, field) : field.of(contact));
        }
        var byName = declared.stream().collect(Collectors.toMap(Attribute::name, each -> each));
        var kept = new HashMap<String, Object>();
        var taken = new TreeSet<String>();
        edit.attributes().forEach((given, value) -> {
            var attribute = byName.get(Attribute.normal(given));
            if (attribute == null) {
                throw ContactRefused.invalid(member(given), unknown(given, declared));
            } else if (kept.containsKey(attribute.name()) || taken.contains(attribute.name())) {
                throw ContactRefused.invalid(member(given), LocalizedMessage.of("contact.attribute.twice", given));
            } else if (value == JsonValue.NULL) {
                taken.add(attribute.name());
            } else {
                kept.put(attribute.name(), value(given, attribute, value));
            }
        });
        return new CheckedEdit(fields, new AttributeValues(kept), taken);
    }

    /** What is put onto the attributes of the row: null of JSON takes one away. */
    String patch() {
        var patch = JSON.createObjectBuilder(attributes.json());
        taken.forEach(patch::addNull);
        return patch.build().toString();
    }

    private static Object value(String given, Attribute attribute, JsonValue value) {
        return attribute
                .type()
                .of(value)
                .orElseThrow(() -> ContactRefused.invalid(
                        member(given),
                        LocalizedMessage.of(
                                "contact.attribute",
                                attribute.name(),
                                value instanceof JsonString text
                                        ? attribute.type().wanted(text.getString())
                                        : attribute.type().wanted())));
    }

    private static String member(String name) {
        return "attributes/" + Json.encodePointer(name);
    }

    private static LocalizedMessage unknown(String given, List<Attribute> declared) {
        var shown = Text.shortened(given, Attribute.MAX_NAME);
        return declared.isEmpty()
                ? LocalizedMessage.of("contact.attribute.none", shown)
                : LocalizedMessage.of(
                        "contact.attribute.unknown",
                        shown,
                        declared.stream().map(Attribute::name).collect(Collectors.joining(", ")));
    }

    private static String field(ContactEdit edit, Field field) {
        var given = edit.fields().get(field).orElse(null);
        if (given == null) {
            return null;
        }
        if (field == Field.ZONE) {
            return Zones.named(given)
                    .orElseThrow(() -> ContactRefused.invalid(
                            field.title(), LocalizedMessage.of("contact.zone", Text.quoted(given))));
        }
        var text = field == Field.USERNAME && given.startsWith("@") ? given.substring(1) : given;
        if (!VisibleText.isName(text) || Text.isLongerThan(field.longest(), text)) {
            throw ContactRefused.invalid(
                    field.title(), LocalizedMessage.of("contact.field", field.title(), field.longest()));
        }
        return text;
    }
}
