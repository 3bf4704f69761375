package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.campaign.Campaign;
import org.reprise.progress.ProgressBoard;

/**
 * Asks once before something is done to all campaigns that are chosen, does it to each of them, and says of which it
 * was refused, and why: one that is refused holds up no other.
 */
@Named
@ViewScoped
public class ManyQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private Selection selection;

    @Inject
    private Together together;

    @Inject
    private ProgressBoard board;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private Verb verb;

    /** What would do nothing is not asked about: it is said why. */
    public void ask(Verb wanted) {
        verb = wanted;
        if (suited().isEmpty()) {
            carryOut();
            verb = null;
        }
    }

    public void cancel() {
        verb = null;
    }

    public void answer() {
        carryOut();
        selection.clear();
        verb = null;
    }

    private void carryOut() {
        var outcome = together.carryOut(verb, selection.ids());
        toast.say(outcome.said(), outcome.ids().isEmpty() ? null : verb.wayBack(), outcome.ids());
    }

    public boolean isOpen() {
        return verb != null;
    }

    public String getTitle() {
        return verb == null ? "" : words.of("many." + verb + ".title", selection.getNumber());
    }

    public String getButton() {
        return verb == null ? "" : words.of("verb." + verb);
    }

    /** What will be done, with how many people it is about. */
    public String getText() {
        return verb == null ? "" : words.of("many." + verb + ".text", remaining());
    }

    private long remaining() {
        return suited().stream()
                .map(each -> CampaignRow.of(each, board.of(each.id(), each.tally())))
                .mapToLong(CampaignRow::remaining)
                .sum();
    }

    /** Which ones it will be done to. */
    public String getNames() {
        return verb == null ? "" : together.names(suited());
    }

    /** How many of those that are chosen it is not for; empty: none. */
    public String getOthers() {
        int others = verb == null ? 0 : selection.getNumber() - suited().size();
        return others == 0 ? "" : words.of("many.others", others);
    }

    private List<Campaign> suited() {
        return together.suited(verb, selection.ids());
    }
}
