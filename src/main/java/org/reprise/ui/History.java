package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.reprise.campaign.Activity;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.MessageRevision;

/** What happened to a campaign: the texts that it had, each with what it changed in the one before, and everything. */
@Named
@RequestScoped
public class History {
    /** As many as anybody reads. */
    private static final int NEWEST = 20;

    @Inject
    private Campaigns campaigns;

    @Inject
    private Reading reading;

    public record Edit(MessageRevision revision, List<Difference.Piece> pieces) {}

    /** The newest first. */
    public List<Edit> edits(long campaign) {
        var revisions = reading.of(campaign).revisions();
        var edits = new ArrayList<Edit>();
        for (int i = revisions.size() - 1; i >= Math.max(0, revisions.size() - NEWEST); i--) {
            var text = revisions.get(i).message().text();
            edits.add(new Edit(
                    revisions.get(i),
                    i == 0
                            ? List.of(new Difference.Piece(Difference.Kind.SAME, text))
                            : Difference.between(revisions.get(i - 1).message().text(), text)));
        }
        return edits;
    }

    /** The newest first. */
    public List<Activity> activity(long campaign) {
        return campaigns.activity(reading.of(campaign).campaign().id(), NEWEST);
    }
}
