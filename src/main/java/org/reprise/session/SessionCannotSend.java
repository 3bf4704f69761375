package org.reprise.session;

import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;

/** Telegram told whoever sent so. What else the session does need not hear it for itself. */
public record SessionCannotSend(Session session, SendOutcome.Loss loss, String cause) {}
