package org.reprise.access;

import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/** The caller's role does not include what was asked for; nothing was done. */
public final class NotAllowed extends Refused {
    private static final long serialVersionUID = 1;

    /** @param has null: none */
    NotAllowed(Role needed, Role has) {
        this(LocalizedMessage.of(
                "access.role", needed.said(), has == null ? LocalizedMessage.of("role.none") : has.said()));
    }

    static NotAllowed toTokens() {
        return new NotAllowed(LocalizedMessage.of("access.person-only"));
    }

    private NotAllowed(LocalizedMessage said) {
        super(null, said);
    }
}
