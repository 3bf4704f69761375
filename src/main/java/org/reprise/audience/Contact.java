package org.reprise.audience;

import java.time.Instant;

/**
 * Someone who may be written to by a session: they wrote to it, or opted in.
 *
 * @param userId Telegram user id, at least 1
 * @param firstMessageAt the earliest known sign of the chat, a message or the opt-in
 * @param lastMessageAt their newest message
 * @param optInSource where the opt-in came from; every member but {@code userId} may be null
 */
public record Contact(
        long userId,
        String username,
        String firstName,
        String lastName,
        String phone,
        String language,
        Instant firstMessageAt,
        Instant lastMessageAt,
        Instant optedInAt,
        String optInSource) {}
