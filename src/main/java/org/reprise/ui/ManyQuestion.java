package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.progress.ProgressBoard;
import org.reprise.restore.Confirmation;

/**
 * Asks once before something is done to all campaigns that are chosen, does it to each of them, and says of which it
 * was refused, and why: one that is refused holds up no other.
 */
@Named
@ViewScoped
public class ManyQuestion implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MAX_NAMES = 8;

    @Inject
    private Selection selection;

    @Inject
    private CampaignService desk;

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
        var done = new ArrayList<Campaign>();
        var refused = new ArrayList<String>();
        selection.ids().forEach(id -> carryOut(id, done, refused));
        var said = Stream.of(
                        done.isEmpty() ? "" : words.of("many.done." + verb, names(done)),
                        refused.isEmpty() ? "" : words.of("many.refused." + verb, String.join("; ", refused)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        boolean isOne = done.size() == 1;
        toast.say(said, isOne ? verb.wayBack() : null, isOne ? done.get(0).id() : 0);
    }

    private void carryOut(long id, List<Campaign> done, List<String> refused) {
        var found = find(id);
        if (found.isEmpty()) {
            refused.add(words.of("refused.unknown", String.valueOf(id)));
            return;
        }
        var campaign = found.get();
        try {
            if (verb.suits(campaign)) {
                done.add(verb.carryOut(desk, id, Confirmation.NONE));
            } else {
                refused.add(words.of("many.one", words.label(campaign), unsuited(campaign)));
            }
        } catch (CampaignRefused e) {
            refused.add(words.of("many.one", words.label(campaign), words.say(e.said())));
        }
    }

    /** Why the verb is none for the campaign as it is. */
    private String unsuited(Campaign campaign) {
        return switch (verb) {
            case STOP -> words.of("many.not.running");
            case RESUME -> words.of(campaign.isRunning() ? "many.running" : "many.not.started");
            default -> words.of(campaign.isRunning() ? "many.stopFirst" : "many.archived");
        };
    }

    private Optional<Campaign> find(long id) {
        try {
            return Optional.of(desk.find(id));
        } catch (CampaignRefused unknown) {
            return Optional.empty();
        }
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
        return verb == null ? "" : names(suited());
    }

    /** How many of those that are chosen it is not for; empty: none. */
    public String getOthers() {
        int others = verb == null ? 0 : selection.getNumber() - suited().size();
        return others == 0 ? "" : words.of("many.others", others);
    }

    private List<Campaign> suited() {
        return selection.ids().stream()
                .flatMap(id -> find(id).stream())
                .filter(verb::suits)
                .toList();
    }

    private String names(List<Campaign> campaigns) {
        var first = campaigns.stream()
                .limit(MAX_NAMES)
                .map(campaign -> words.of("many.name", words.label(campaign)))
                .collect(Collectors.joining(", "));
        int more = campaigns.size() - MAX_NAMES;
        return more <= 0 ? first : words.of("many.more", first, more);
    }
}
