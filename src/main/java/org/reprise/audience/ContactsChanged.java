package org.reprise.audience;

import org.reprise.telegram.Session;

/** Contacts of the session were committed: it has more people or knows more of them, or fewer want to be written to. */
public record ContactsChanged(Session session) {}
