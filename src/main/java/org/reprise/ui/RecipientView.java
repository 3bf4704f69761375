package org.reprise.ui;

import java.util.Objects;
import org.reprise.audience.Contact;
import org.reprise.audience.OptOut;
import org.reprise.campaign.Why;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.LedgerEntry;

/**
 * A recipient as a page shows them.
 *
 * @param title what people call them
 * @param message what they got, or would get; null: nothing, or it is not known
 */
public record RecipientView(Why why, WhyText text, String title, MessageView message) {

    /** Whether the page would show the same. */
    boolean looksLike(RecipientView other) {
        return other != null
                && why.person().equals(other.why.person())
                && text.equals(other.text)
                && Objects.equals(message, other.message)
                && isRunning() == other.isRunning();
    }

    public boolean isRunning() {
        return why.campaign().isRunning();
    }

    public long userId() {
        return why.person().userId();
    }

    /** Null: they are no contact of the sender. */
    public Contact contact() {
        return why.person().contact().orElse(null);
    }

    /** Null: the ledger does not know them. */
    public LedgerEntry entry() {
        return why.person().entry().orElse(null);
    }

    /** Null: they did not leave. */
    public OptOut optOut() {
        return why.person().optOut().orElse(null);
    }

    /** As pages name it. */
    public String state() {
        return Outcomes.word(entry() == null ? null : entry().state());
    }

    public boolean isUncertain() {
        return entry() != null && entry().state() == State.UNCERTAIN;
    }

    /** Telegram's, in the chat with them; null: not known. */
    public String messageId() {
        return entry() == null || entry().messageId().isEmpty()
                ? null
                : String.valueOf(entry().messageId().getAsLong());
    }

    /** Of the message that is shown. */
    public int revision() {
        return entry() == null ? why.campaign().revision() : entry().revision();
    }
}
