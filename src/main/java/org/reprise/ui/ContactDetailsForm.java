package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.LocalizedMessage;
import org.reprise.audience.Attribute;
import org.reprise.audience.AttributeType;
import org.reprise.audience.ContactEdit;
import org.reprise.audience.ContactEdit.Field;
import org.reprise.audience.ContactEdit.TagEdit;
import org.reprise.audience.ContactEditService;
import org.reprise.audience.ContactRefused;
import org.reprise.audience.ZoneSource;
import org.reprise.campaign.AttributeService;

/**
 * What the account keeps of the contact that is looked at: tags, attributes and their time zone, to see and to change.
 */
@Named
@ViewScoped
public class ContactDetailsForm implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String FORM = "contact";

    @Inject
    private ContactDrawer drawer;

    @Inject
    private ContactEditService edits;

    @Inject
    private AttributeService attributes;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    /** Who is edited, of which sender; null: nobody. When another one is looked at, that is over. */
    private String edited;

    private String tags = "";
    private String zone = "";
    private List<Value> values = List.of();

    /** An attribute and what they have of it, as people read it. */
    public record Fact(String name, String shown) {}

    /** An attribute while it is edited. */
    public static class Value implements Serializable {
        private static final long serialVersionUID = 1;

        private final Attribute attribute;
        private final String before;
        private String text;

        Value(Attribute attribute, Object value) {
            this.attribute = attribute;
            this.before = value == null ? "" : value.toString();
            this.text = before;
        }

        public String getName() {
            return attribute.name();
        }

        public AttributeType getType() {
            return attribute.type();
        }

        /** As a request would have it: true and false, 2026-01-31. */
        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text == null ? "" : text;
        }

        private boolean isChanged() {
            return !text.equals(before);
        }

        private JsonValue json() {
            return text.isBlank()
                    ? JsonValue.NULL
                    : attribute
                            .type()
                            .jsonOfText(text.strip())
                            .orElseThrow(() -> ContactRefused.invalid(
                                    attribute.name(),
                                    LocalizedMessage.of(
                                            "contact.attribute",
                                            attribute.name(),
                                            attribute.type().wanted(text.strip()))));
        }
    }

    /** In the order of their names. */
    public List<Fact> getFacts() {
        var contact = drawer.getContact();
        if (contact == null || contact.attributes().isEmpty()) {
            return List.of();
        }
        var types = attributes.all().stream().collect(Collectors.toMap(Attribute::name, Attribute::type));
        return contact.attributes().entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), shown(entry.getValue(), types.get(entry.getKey()))))
                .toList();
    }

    private String shown(Object value, AttributeType type) {
        if (value instanceof Boolean flag) {
            return words.of(flag ? "attributes.yes" : "attributes.no");
        } else if (value instanceof BigDecimal number) {
            return words.decimal(number);
        }
        return type == AttributeType.DATE ? words.day(LocalDate.parse(value.toString())) : value.toString();
    }

    /** Whether there is anything to edit. */
    public boolean isEditable() {
        return drawer.getContact() != null;
    }

    public void editDetails() {
        var contact = drawer.getContact();
        if (contact != null) {
            values = attributes.all().stream()
                    .map(each -> new Value(each, contact.attributes().get(each.name())))
                    .toList();
            zone = contact.zone() == null ? "" : contact.zone();
            edited = who();
        }
    }

    private String who() {
        var card = drawer.getCard();
        return card.session().id() + "/" + card.userId();
    }

    public void cancel() {
        edited = null;
    }

    public void save() {
        if (!isEditing()) {
            return;
        }
        try {
            var changed = new HashMap<String, JsonValue>();
            values.stream().filter(Value::isChanged).forEach(value -> changed.put(value.getName(), value.json()));
            var fields = Map.of(Field.ZONE, Optional.of(zone.strip()).filter(text -> !text.isEmpty()));
            change(new ContactEdit(fields, changed, TagEdit.NOTHING));
            edited = null;
            toast.say(words.of("person.details.saved", drawer.getName()));
        } catch (ContactRefused refused) {
            Refusal.tell(FORM, words.say(refused.said()));
        }
    }

    /** Puts on what was typed: several with commas between them. */
    public void tag() {
        var names = Stream.of(tags.split(",")).filter(name -> !name.isBlank()).collect(Collectors.toSet());
        try {
            if (!names.isEmpty()) {
                change(ContactEdit.ofTags(names, Set.of()));
                tags = "";
            }
        } catch (ContactRefused refused) {
            Refusal.tell(FORM, words.say(refused.said()));
        }
    }

    public void untag(String name) {
        try {
            change(ContactEdit.ofTags(Set.of(), Set.of(name)));
        } catch (ContactRefused refused) {
            Refusal.tell(FORM, words.say(refused.said()));
        }
    }

    private void change(ContactEdit edit) {
        var card = drawer.getCard();
        edits.change(card.session(), card.userId(), edit, ZoneSource.OPERATOR);
        drawer.open();
        page.open();
    }

    /** Who said where they live, in words. */
    public String getZoneSource() {
        var contact = drawer.getContact();
        return contact == null || contact.zoneSource() == null
                ? ""
                : words.of("person.zone." + contact.zoneSource().name());
    }

    public boolean isEditing() {
        return edited != null && drawer.getContact() != null && edited.equals(who());
    }

    public List<Value> getValues() {
        return values;
    }

    public String getTags() {
        return tags;
    }

    public void setTags(String tags) {
        this.tags = tags == null ? "" : tags;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone == null ? "" : zone;
    }
}
