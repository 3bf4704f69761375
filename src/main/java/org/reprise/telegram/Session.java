package org.reprise.telegram;

/**
 * A Telegram identity that sends.
 *
 * @param id given by Reprise
 * @param accountId the customer it belongs to
 * @param name unique, 1 to 200 characters; never a credential
 * @param kind who it is
 * @param via the gateway that speaks for it
 * @param phone in international format, or null
 * @param rate messages a second that an operator chose, above 0; null: the default of its kind
 * @param paidBroadcast whether Telegram may charge for messages beyond its free rate
 */
public record Session(
        long id, long accountId, String name, Kind kind, Via via, String phone, Double rate, boolean paidBroadcast) {

    public enum Kind {
        SANDBOX,
        BOT,
        USER
    }

    public enum Via {
        SANDBOX,
        BOTAPI,
        TDLIB
    }

    /**
     * The fastest pace that keeps Telegram's own limits, in messages a second: 30 over all chats of a bot, 1,000 of one
     * that pays. It is a little slower than these, for what a session makes up for, 25 milliseconds' worth of messages
     * and one more, falls into the same second. Of accounts Telegram names no limit: infinite.
     */
    public double fastest() {
        if (!mayPay()) {
            return Double.POSITIVE_INFINITY;
        }
        return paidBroadcast ? 970 : 28;
    }

    /** The most that it is expected to send in a second, as far as it tells itself; infinite: no limit is known. */
    public double expectedRate() {
        return rate == null ? fastest() : Math.min(rate, fastest());
    }

    /** Whether Telegram sells it a faster pace, and limits the free one. */
    public boolean mayPay() {
        return kind == Kind.BOT;
    }

    /** Whether it knows the people who wrote to it before it was connected. */
    public boolean listsItsChats() {
        return kind == Kind.USER;
    }

    /** Of no real Telegram: it needs no login, and nobody is behind its contacts. */
    public boolean isSandbox() {
        return via == Via.SANDBOX;
    }

    /** With the defaults of its kind. */
    public Session(long id, long accountId, String name, Kind kind, Via via) {
        this(id, accountId, name, kind, via, null, null, false);
    }
}
