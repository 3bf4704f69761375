package org.reprise.audience;

import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;

/** Somebody wrote what is answered. Whoever hands messages over does it, at the session's pace. */
public record AutoReplyRequested(Session session, OutgoingMessage answer) {}
