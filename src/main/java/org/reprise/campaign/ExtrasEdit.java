package org.reprise.campaign;

import java.util.List;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;

/**
 * A change of some of a message's extras; null members keep their value.
 *
 * @param changesAttachment whether {@code attachment} is meant: a null one then takes it away
 */
public record ExtrasEdit(
        boolean changesAttachment,
        Attachment attachment,
        List<List<Button>> buttons,
        Boolean silent,
        Boolean protectContent) {
    public static final ExtrasEdit NOTHING = new ExtrasEdit(false, null, null, null, null);

    /** All of them. */
    public static ExtrasEdit to(Extras extras) {
        return new ExtrasEdit(true, extras.attachment(), extras.buttons(), extras.silent(), extras.protectContent());
    }

    public Extras appliedTo(Extras before) {
        return new Extras(
                changesAttachment ? attachment : before.attachment(),
                buttons != null ? buttons : before.buttons(),
                silent != null ? silent : before.silent(),
                protectContent != null ? protectContent : before.protectContent());
    }
}
