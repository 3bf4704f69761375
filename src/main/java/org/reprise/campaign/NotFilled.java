package org.reprise.campaign;

import org.reprise.LocalizedMessage;
import org.reprise.audience.Contact;
import org.reprise.message.Filling.LeftOut;

/** Says why a message goes to somebody in no form. */
public final class NotFilled {
    private NotFilled() {}

    public static LocalizedMessage said(Contact contact, LeftOut leftOut) {
        return said(called(contact), leftOut);
    }

    /** By name, or by the number where no name is known. */
    public static LocalizedMessage called(Contact contact) {
        return LocalizedMessage.verbatim(
                contact.called() == null ? String.valueOf(contact.userId()) : contact.called());
    }

    static LocalizedMessage said(LocalizedMessage who, LeftOut leftOut) {
        return switch (leftOut.cause()) {
            case MISSING_VALUE -> LocalizedMessage.of("filling.missing", who, leftOut.detail());
            case SKIPPED ->
                leftOut.detail().isEmpty()
                        ? LocalizedMessage.of("filling.skipped", who)
                        : LocalizedMessage.of("filling.skipped.because", who, leftOut.detail());
            case TOO_LONG -> LocalizedMessage.of("filling.long", who, leftOut.detail());
            case BLANK -> LocalizedMessage.of("filling.blank", who);
        };
    }
}
