package org.reprise.delivery.run;

import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;

/** Telegram told a run so. The session's other campaigns need not hear it for themselves. */
public record SessionCannotSend(Session session, SendOutcome.Loss loss, String cause) {}
