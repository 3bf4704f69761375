package org.reprise.audience;

import org.reprise.telegram.Session;

/** A contact is gone from the database: nothing more is handed over to them by the session. */
public record ContactErased(Session session, long userId) {}
