package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.Refused;
import org.reprise.audience.AttributeType;
import org.reprise.audience.ContactRefused;
import org.reprise.campaign.AttributeService;
import org.reprise.campaign.TagService;

/** Attributes and tags of the account beside the list; what takes something from people is asked once. */
@Named
@ViewScoped
public class AttributesPanel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String FORM = "attributes";

    @Inject
    private AttributeService attributes;

    @Inject
    private TagService tags;

    @Inject
    private ContactsPage page;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private boolean open;
    private List<AttributeRow> declared = List.of();
    private List<TagRow> rows = List.of();
    private String name = "";
    private AttributeType type = AttributeType.TEXT;
    private Asked asked;

    public record AttributeRow(long id, String name, AttributeType type) implements Serializable {}

    /** @param people contacts of the account that have it */
    public record TagRow(long id, String name, long people) implements Serializable {}

    /** What is to be deleted, and how many people lose something. */
    private record Asked(boolean isTag, long id, String name, long people) implements Serializable {}

    public void show() {
        name = "";
        asked = null;
        read();
        open = true;
    }

    public void close() {
        open = false;
    }

    private void read() {
        declared = attributes.all().stream()
                .map(each -> new AttributeRow(each.id(), each.name(), each.type()))
                .toList();
        var people = tags.people();
        rows = tags.all().stream()
                .map(tag -> new TagRow(tag.id(), tag.name(), people.getOrDefault(tag.id(), 0L)))
                .toList();
    }

    public void add() {
        try {
            var added = attributes.add(name, type);
            toast.say(words.of("attributes.added", added.name()));
            name = "";
            read();
        } catch (ContactRefused refused) {
            tell(refused);
        }
    }

    public void askAttribute(long id) {
        try {
            var attribute = attributes.find(id);
            asked = new Asked(false, id, attribute.name(), attributes.people(attribute));
        } catch (ContactRefused refused) {
            tell(refused);
        }
    }

    public void askTag(long id) {
        try {
            var tag = tags.find(id);
            asked = new Asked(true, id, tag.name(), tags.people().getOrDefault(id, 0L));
        } catch (ContactRefused refused) {
            tell(refused);
        }
    }

    /** Yes: it is deleted. */
    public void answer() {
        var what = asked;
        asked = null;
        try {
            if (what != null && what.isTag) {
                tags.delete(what.id);
                toast.say(words.of("attributes.tag.deleted", what.name));
            } else if (what != null) {
                attributes.delete(what.id);
                toast.say(words.of("attributes.deleted", what.name));
            }
        } catch (ContactRefused refused) {
            tell(refused);
        }
        read();
        page.open();
    }

    public void cancel() {
        asked = null;
    }

    private void tell(Refused refused) {
        Refusal.tell(FORM, words.say(refused.said()));
    }

    public boolean isAsking() {
        return asked != null;
    }

    public String getQuestion() {
        if (asked == null) {
            return "";
        }
        return asked.isTag
                ? words.of("attributes.tag.ask", asked.name, asked.people)
                : words.of("attributes.ask", asked.name, asked.people);
    }

    public boolean isOpen() {
        return open;
    }

    /** By name, as they were when the drawer was opened or something was changed in it. */
    public List<AttributeRow> getDeclared() {
        return declared;
    }

    /** In the same way. */
    public List<TagRow> getTags() {
        return rows;
    }

    public AttributeType[] getTypes() {
        return AttributeType.values();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }

    public AttributeType getType() {
        return type;
    }

    public void setType(AttributeType type) {
        this.type = type;
    }
}
