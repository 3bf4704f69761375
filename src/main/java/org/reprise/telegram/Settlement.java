package org.reprise.telegram;

/** What a gateway can say of a {@link Claim}. */
public enum Settlement {
    /** Telegram has it. */
    DELIVERED,
    /** It never left, and never will by itself: the recipient may be claimed again. */
    NEVER_LEFT,
    /** It cannot be known. */
    UNKNOWN
}
