package org.reprise.telegram;

import java.time.Instant;

/**
 * Someone who wrote to a session, as its gateway knows them. Only the user id and the times are always there; other
 * members may be null.
 */
public record Chat(
        long userId,
        String username,
        String firstName,
        String lastName,
        String phone,
        String language,
        Instant firstMessageAt,
        Instant lastMessageAt) {

    /** Of whom nothing is known but that they wrote then. */
    public static Chat unnamed(long userId, Instant at) {
        return new Chat(userId, null, null, null, null, null, at, at);
    }
}
