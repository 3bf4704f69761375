package org.reprise.ui;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import org.reprise.access.AccessRefused;
import org.reprise.campaign.CampaignRefused;
import org.reprise.message.VisibleText;

/** Says on the page what was refused, where it happened. */
final class Refusal {
    private Refusal() {}

    /** @param where client id of the field or form that it stands beside */
    static void tell(String where, Words words, long campaign, CampaignRefused refused) {
        tell(
                where,
                switch (refused.code()) {
                    case UNKNOWN -> words.of("refused.unknown", String.valueOf(campaign));
                    case STALE -> words.of("refused.stale", String.valueOf(campaign));
                    case CONFLICT, ID_GIVEN_OUT ->
                        words.of("refused.conflict", String.valueOf(campaign), words.say(refused.said()));
                    case INVALID -> words.of("refused.invalid", String.valueOf(campaign), words.say(refused.said()));
                });
    }

    /** What is wrong with a field is said of it as pages call it, not as programs do. */
    static void tell(String where, Words words, AccessRefused refused) {
        tell(
                where,
                switch (refused.member().orElse("")) {
                    case "email" -> words.of("people.email.wrong");
                    case "name" -> words.of("people.name.wrong", VisibleText.MAX_NAME_LENGTH);
                    default -> words.say(refused.said());
                });
    }

    static void tell(String where, String text) {
        var message = new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null);
        var faces = FacesContext.getCurrentInstance();
        faces.addMessage(where, message);
        faces.validationFailed();
    }
}
