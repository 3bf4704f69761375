package org.reprise.rest;

import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.reprise.audience.ContactEdit;
import org.reprise.audience.ContactEdit.Field;
import org.reprise.audience.ContactEdit.TagEdit;

/** What a request says of a contact. */
final class ContactChange {
    private ContactChange() {}

    static ContactEdit of(Members members) {
        members.refuseNull("attributes", "tags", "add_tags", "remove_tags");
        var fields = new HashMap<Field, Optional<String>>();
        for (var field : Field.values()) {
            if (members.has(field.title())) {
                fields.put(field, members.optionalText(field.title()));
            }
        }
        return new ContactEdit(fields, members.values("attributes"), tags(members));
    }

    private static TagEdit tags(Members members) {
        if (members.has("tags") && (members.has("add_tags") || members.has("remove_tags"))) {
            throw new RequestRefused(
                    ProblemCode.TWO_NAMES,
                    "/tags",
                    "tags are all that there are to be: send them, or add_tags and remove_tags");
        }
        return new TagEdit(
                members.has("tags") ? Set.copyOf(members.texts("tags")) : null,
                Set.copyOf(members.texts("add_tags")),
                Set.copyOf(members.texts("remove_tags")));
    }
}
