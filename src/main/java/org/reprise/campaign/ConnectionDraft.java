package org.reprise.campaign;

import org.reprise.telegram.Session;

/**
 * A session that somebody wants to connect.
 *
 * @param name 1 to 200 characters, none of them a control character
 */
public record ConnectionDraft(long accountId, String name, Session.Kind kind, Session.Via via) {}
