package org.reprise.telegram;

/** What a gateway can say of a {@link Claim}. */
public sealed interface Settlement {

    /**
     * Telegram has it.
     *
     * @param text one of the claim's
     * @param messageId as in {@link SendOutcome.Sent}
     */
    record Delivered(String text, long messageId) implements Settlement {}

    /**
     * Telegram's answer had come.
     *
     * @param outcome such as {@link SendOutcome.Sent} or {@link SendOutcome.Refused}
     * @param revision as in {@link OutgoingMessage}
     */
    record Answered(SendOutcome outcome, int revision) implements Settlement {}

    /** It never left, and never will by itself: the recipient may be claimed again. */
    record NeverLeft() implements Settlement {}

    /** It cannot be known. */
    record Unknown() implements Settlement {}
}
