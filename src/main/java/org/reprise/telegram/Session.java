package org.reprise.telegram;

/**
 * A connected Telegram identity that sends.
 *
 * @param id given by Reprise
 * @param accountId the customer it belongs to
 * @param name unique, 1 to 200 characters; never a credential
 * @param phone in international format, or null
 */
public record Session(long id, long accountId, String name, Kind kind, String phone) {

    public enum Kind {
        SANDBOX,
        BOT,
        USER
    }
}
