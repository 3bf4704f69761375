package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.MessageRevision;

/** The texts that a campaign had, each with what it changed in the one before. */
@Named
@ViewScoped
public class EditHistory implements Serializable {
    private static final long serialVersionUID = 1;

    /** As many as anybody reads. */
    private static final int NEWEST = 20;

    /** A revision never changes: compared once, however often its recipients are counted anew. */
    private transient Map<Integer, List<Difference.Piece>> compared;

    @Inject
    private Campaigns campaigns;

    public record Edit(MessageRevision revision, List<Difference.Piece> pieces) {}

    /** The newest first. */
    public List<Edit> of(long campaign) {
        var revisions = campaigns.revisions(campaign);
        var edits = new ArrayList<Edit>();
        for (int i = revisions.size() - 1; i >= Math.max(0, revisions.size() - NEWEST); i--) {
            var before = i == 0 ? null : revisions.get(i - 1).text();
            edits.add(new Edit(revisions.get(i), pieces(before, revisions.get(i))));
        }
        return edits;
    }

    private List<Difference.Piece> pieces(String before, MessageRevision revision) {
        if (compared == null) {
            compared = new HashMap<>();
        }
        return compared.computeIfAbsent(
                revision.number(),
                number -> before == null
                        ? List.of(new Difference.Piece(Difference.Kind.SAME, revision.text()))
                        : Difference.between(before, revision.text()));
    }
}
