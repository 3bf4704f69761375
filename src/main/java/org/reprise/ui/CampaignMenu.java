package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.reprise.campaign.CampaignRefused;

/** What leads from a campaign to another page. */
@Named
@RequestScoped
public class CampaignMenu {
    @Inject
    private Copies copies;

    @Inject
    private Toast toast;

    @Inject
    private Words words;

    /** @return where the copy is written on; null: it was refused */
    public String clone(long id) {
        try {
            var copy = copies.make(id);
            toast.sayThere(words.of("done.clone", words.label(copy), copy.id()));
            return "/editor?faces-redirect=true&id=" + copy.id();
        } catch (CampaignRefused refused) {
            Refusal.tell(null, words, id, refused);
            return null;
        }
    }
}
