package org.reprise.delivery;

import org.reprise.telegram.Session;

/** Telegram told a run so. The session's other campaigns need not hear it for themselves. */
public record SessionCannotSend(Session session, String cause) {}
