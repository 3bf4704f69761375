package org.reprise.campaign;

import java.time.Instant;
import org.reprise.Said;
import org.reprise.message.Extras;
import org.reprise.message.FormattedText;
import org.reprise.message.TextFormat;
import org.reprise.message.VisibleText;

/**
 * One text that a campaign had.
 *
 * @param number from 1, in the order of the edits
 * @param sentCount how many recipients were sent it
 */
public record MessageRevision(
        int number, String text, TextFormat format, Extras extras, Instant createdAt, long sentCount) {

    /** Telegram's limit for a text, in UTF-16 units after entities. */
    public static final int LONGEST = 4096;

    /** The same where it stands below an attachment. */
    public static final int LONGEST_CAPTION = 1024;

    /** Marks and addresses included: nobody needs more, and no one may make the database hold more. */
    static final int LONGEST_SOURCE = 8 * LONGEST;

    /**
     * Refuses what Telegram or the database would.
     *
     * @throws CampaignRefused saying what is wrong with the text or its extras
     */
    static void check(String source, TextFormat format, Extras extras) {
        ExtrasCheck.check(extras);
        if (source.length() > LONGEST_SOURCE) {
            throw CampaignRefused.invalid(Said.of("message.source.long", source.length(), LONGEST_SOURCE));
        }
        try {
            check(FormattedText.parse(source, format).text(), extras.attachment() != null);
        } catch (TextFormat.Unparsable unparsable) {
            throw CampaignRefused.invalid(Said.of("message.format", format.toString(), unparsable.getMessage()));
        }
    }

    /** The most that a text may have with those extras. */
    public static int longest(Extras extras) {
        return extras.attachment() == null ? LONGEST : LONGEST_CAPTION;
    }

    private static void check(String text, boolean isCaption) {
        if (VisibleText.isBlank(text)) {
            throw CampaignRefused.invalid(Said.of("message.blank"));
        }
        if (isCaption && text.length() > LONGEST_CAPTION) {
            throw CampaignRefused.invalid(Said.of("message.caption.long", text.length(), LONGEST_CAPTION));
        }
        if (text.length() > LONGEST) {
            throw CampaignRefused.invalid(Said.of("message.long", text.length(), LONGEST));
        }
        if (text.indexOf('\0') >= 0 || !wellFormed(text)) {
            throw CampaignRefused.invalid(Said.of("message.halves"));
        }
    }

    static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
