package org.reprise.telegram;

/**
 * Who a session is on Telegram.
 *
 * @param userId its own Telegram user id
 * @param username without @, or null
 * @param phone in international format; null for bots
 */
public record Identity(long userId, String username, String phone) {}
