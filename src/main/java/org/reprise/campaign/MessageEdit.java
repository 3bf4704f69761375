package org.reprise.campaign;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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
        return orRefused(() -> Message.of(text, format, extras));
    }

    /** The same message for somebody else, checked anew. */
    static Message again(Message message) {
        return orRefused(() -> Message.of(message.text(), message.format(), message.extras(), message));
    }

    /** @throws CampaignRefused a placeholder asks for what is none of {@code fields} */
    static void requireFields(Message message, Supplier<Set<String>> fields) {
        if (message.isPersonal()) {
            orRefused(() -> {
                message.placeholders().orElseThrow().requireFields(fields.get());
                return null;
            });
        }
    }

    private static <T> T orRefused(Supplier<T> made) {
        try {
            return made.get();
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
                : orRefused(() -> Message.of(
                        Objects.requireNonNullElse(text, before.text()),
                        Objects.requireNonNullElse(format, before.format()),
                        extras.appliedTo(before.extras()),
                        before));
    }
}
