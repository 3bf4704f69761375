package org.reprise.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Objects;
import org.reprise.LocalizedMessage;

/** What an edit changed, for the list of what happened: the new settings, but never a message's text. */
final class EditNotes {
    private EditNotes() {}

    static LocalizedMessage between(Campaign before, Campaign after) {
        return between(before.settings(), after.settings());
    }

    private static LocalizedMessage between(CampaignSettings before, CampaignSettings after) {
        var notes = new ArrayList<LocalizedMessage>();
        if (after.accountId() != before.accountId()) {
            notes.add(LocalizedMessage.of("edited.account", String.valueOf(after.accountId())));
        }
        if (!Objects.equals(after.name(), before.name())) {
            notes.add(LocalizedMessage.of("edited.name"));
        }
        if (!after.message().text().equals(before.message().text())) {
            notes.add(LocalizedMessage.of("edited.message"));
        }
        if (after.message().format() != before.message().format()) {
            notes.add(LocalizedMessage.of(
                    "edited.format", after.message().format().toString()));
        }
        if (!after.message().extras().equals(before.message().extras())) {
            notes.add(LocalizedMessage.of("edited.extras"));
        }
        if (!Objects.equals(after.limits().limit(), before.limits().limit())) {
            notes.add(
                    after.limits().limit() == null
                            ? LocalizedMessage.of("edited.everybody")
                            : LocalizedMessage.of("edited.limit", after.limits().limit()));
        }
        if (!after.pace().equals(before.pace())) {
            var seconds = BigDecimal.valueOf(after.pace().toMillis(), 3).stripTrailingZeros();
            notes.add(LocalizedMessage.of("edited.pace", seconds));
        }
        if (after.session().id() != before.session().id()) {
            notes.add(LocalizedMessage.of("edited.session", after.session().name()));
        }
        if (!after.targeting().equals(before.targeting())
                || !Objects.equals(
                        after.limits().targetRecipients(), before.limits().targetRecipients())) {
            notes.add(LocalizedMessage.of("edited.audience"));
        }
        return LocalizedMessage.list(notes);
    }
}
