package org.reprise.telegram;

/**
 * One message to one person.
 *
 * @param recipient Telegram user id
 * @param text 1 to 4,096 UTF-16 units, plain
 * @param reference the sender's own mark, opaque to the gateway; the same for all messages of one campaign
 */
public record OutgoingMessage(long recipient, String text, long reference) {}
