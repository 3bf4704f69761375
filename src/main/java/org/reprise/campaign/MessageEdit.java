package org.reprise.campaign;

import java.util.Objects;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.MessageRefused;
import org.reprise.message.TextFormat;

/**
 * A change of some of a message; null members keep their value.
 *
 * @param extras {@link ExtrasEdit#NOTHING} keeps them; not null
 */
public record MessageEdit(String text, TextFormat format, ExtrasEdit extras) {
    public static final MessageEdit NOTHING = new MessageEdit(null, null, ExtrasEdit.NOTHING);

    /** @throws CampaignRefused when Telegram would not take it */
    static Message entered(String text, TextFormat format, Extras extras) {
        try {
            return Message.of(text, format, extras);
        } catch (MessageRefused refused) {
            throw CampaignRefused.invalid(refused.member(), refused.said());
        }
    }

    /**
     * Text, format and extras only make sense together, and each may stay as it is.
     *
     * @return {@code before} itself when nothing is to change; else one that was checked
     * @throws CampaignRefused when Telegram would not take it
     */
    Message appliedTo(Message before) {
        return equals(NOTHING)
                ? before
                : entered(
                        Objects.requireNonNullElse(text, before.text()),
                        Objects.requireNonNullElse(format, before.format()),
                        extras.appliedTo(before.extras()));
    }
}
