package org.reprise.audience;

import org.reprise.telegram.Session;

/** Contacts of the session were committed: it has more people, or knows more of them, than before. */
public record ContactsChanged(Session session) {}
