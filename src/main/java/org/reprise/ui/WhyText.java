package org.reprise.ui;

import java.io.Serializable;
import org.reprise.campaign.Why;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.LedgerEntry;

/**
 * Why somebody was written to, or not, as pages say it.
 *
 * @param called as people call the person
 * @param reason what Telegram refused for, or why nobody knows; empty without any
 * @param words Telegram's own, or null
 */
public record WhyText(long user, String called, String sentence, String reason, String words) implements Serializable {

    static WhyText of(Why why, Words words) {
        var entry = told(why);
        return new WhyText(
                why.person().userId(),
                words.say(why.called()),
                words.say(why.sentence(words::moment)),
                entry == null || entry.reason().isEmpty()
                        ? ""
                        : words.reason(entry.reason().get()),
                entry == null ? null : entry.words());
    }

    /** Other cases have their reason in the sentence. */
    private static LedgerEntry told(Why why) {
        if (why.eligibility() instanceof Eligibility.Failed failed) {
            return failed.entry();
        }
        return why.eligibility() instanceof Eligibility.Uncertain uncertain ? uncertain.entry() : null;
    }
}
