package org.reprise.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Objects;
import org.reprise.Said;

/** What an edit changed, for the list of what happened: the new settings, but never a message's text. */
final class EditNotes {
    private EditNotes() {}

    static Said between(Campaign before, Campaign after) {
        return between(before.settings(), after.settings());
    }

    private static Said between(CampaignSettings before, CampaignSettings after) {
        var notes = new ArrayList<Said>();
        if (after.accountId() != before.accountId()) {
            notes.add(Said.of("edited.account", String.valueOf(after.accountId())));
        }
        if (!Objects.equals(after.name(), before.name())) {
            notes.add(Said.of("edited.name"));
        }
        if (!after.message().text().equals(before.message().text())) {
            notes.add(Said.of("edited.message"));
        }
        if (after.message().format() != before.message().format()) {
            notes.add(Said.of("edited.format", after.message().format().toString()));
        }
        if (!after.message().extras().equals(before.message().extras())) {
            notes.add(Said.of("edited.extras"));
        }
        if (!Objects.equals(after.limits().limit(), before.limits().limit())) {
            notes.add(
                    after.limits().limit() == null
                            ? Said.of("edited.everybody")
                            : Said.of("edited.limit", after.limits().limit()));
        }
        if (!after.pace().equals(before.pace())) {
            var seconds = BigDecimal.valueOf(after.pace().toMillis(), 3).stripTrailingZeros();
            notes.add(Said.of("edited.pace", seconds));
        }
        if (after.session().id() != before.session().id()) {
            notes.add(Said.of("edited.session", after.session().name()));
        }
        if (!after.targeting().equals(before.targeting())
                || !Objects.equals(
                        after.limits().targetRecipients(), before.limits().targetRecipients())) {
            notes.add(Said.of("edited.audience"));
        }
        return Said.list(notes);
    }
}
