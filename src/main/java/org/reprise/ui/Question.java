package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.primefaces.PrimeFaces;
import org.reprise.campaign.AudienceSizes;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.HearingService;
import org.reprise.campaign.PreflightService;
import org.reprise.progress.ProgressBoard;
import org.reprise.restore.Confirmation;
import org.reprise.restore.Doubt;
import org.reprise.restore.MaybeReached;

/** Asks once before something is done to a campaign, with the numbers of the moment. */
@Named
@ViewScoped
public class Question implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private AudienceSizes audiences;

    @Inject
    private CampaignService desk;

    @Inject
    private ProgressBoard board;

    @Inject
    private HearingService hearing;

    @Inject
    private PreflightService preflights;

    @Inject
    private MaybeReached maybeReached;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private Verb verb;
    private long campaign;
    /** Whether it may have reached people whom the database does not know. */
    private boolean doubted;
    /** So many of them; null: nobody knows. */
    private Long people;

    private PreflightView who;

    /** A campaign that is gone by now is not asked about: the page shows what is there. */
    public void ask(Verb wanted, long id) {
        verb = null;
        campaign = id;
        if (find().isEmpty()) {
            PrimeFaces.current().executeScript("Reprise.catchUp()");
            return;
        }
        verb = wanted;
        var doubt = wanted.sends() ? maybeReached.of(id) : Optional.<Doubt>empty();
        doubted = doubt.isPresent();
        people = doubt.map(Doubt::people).orElse(null);
        who = wanted == Verb.START ? PreflightView.of(preflights.of(desk.find(id), words::time), words) : null;
    }

    /**
     * Confirms the number that was shown; when another one holds by now, it is refused.
     *
     * @param next the page that is led to, where what was done is said; empty: this one stays
     */
    public void answer(String next) {
        if (isPointless()) {
            Refusal.tell("ask", getText());
            return;
        }
        try {
            var done = verb.carryOut(desk, campaign, doubted ? new Confirmation(true, people) : Confirmation.NONE);
            if (next == null || next.isEmpty()) {
                toast.say(words.done(verb, done), verb.wayBack(), campaign);
            } else {
                toast.sayThere(words.done(verb, done), verb.wayBack(), campaign);
            }
            verb = null;
        } catch (CampaignRefused refused) {
            Refusal.tell("ask", words, campaign, refused);
        }
    }

    public void cancel() {
        verb = null;
    }

    public boolean isOpen() {
        return verb != null;
    }

    /** Whether it cannot be undone, or people may hear twice. */
    public boolean isDanger() {
        return verb == Verb.DELETE || doubted;
    }

    /** Whether the campaign is gone when it is answered. */
    public boolean isDelete() {
        return verb == Verb.DELETE;
    }

    public boolean isDoubted() {
        return doubted;
    }

    public String getDoubt() {
        return people == null ? words.of("ask.restored.unknown") : words.of("ask.restored", people);
    }

    public String getTitle() {
        return verb == null ? "" : words.of("ask." + verb + ".title", name());
    }

    private String name() {
        return find().map(CampaignRow::campaign).map(words::label).orElseGet(() -> String.valueOf(campaign));
    }

    public String getButton() {
        return verb == null ? "" : words.of("verb." + verb);
    }

    private boolean isAboutSending() {
        return find().isPresent() && (verb == Verb.START || verb == Verb.RESUME);
    }

    private Optional<CampaignRow> find() {
        try {
            var found = desk.find(campaign);
            return Optional.of(CampaignRow.of(found, board.of(campaign, found.tally())));
        } catch (CampaignRefused unknown) {
            return Optional.empty();
        }
    }

    /** Whether a start would reach nobody. */
    public boolean isPointless() {
        return verb == Verb.START && find().filter(row -> row.remaining() == 0).isPresent();
    }

    /** Who is left out of what is about to be sent; empty when nobody is, or all of it is told. */
    public String getLeftOut() {
        return isAboutSending() && who == null ? words.leftOut(audiences.leftOut(desk.find(campaign))) : "";
    }

    /** Who gets what is about to be sent, and who not; null where nothing begins. */
    public PreflightView getWho() {
        return isAboutSending() ? who : null;
    }

    /** That opt-outs are not heard; empty when they are, or nothing is about to be sent. */
    public String getWarning() {
        return isAboutSending()
                ? hearing.warning(desk.find(campaign).session()).map(words::say).orElse("")
                : "";
    }

    public String getText() {
        return verb == null
                ? ""
                : find().map(this::text).orElseGet(() -> words.of("refused.unknown", String.valueOf(campaign)));
    }

    private String text(CampaignRow row) {
        if (isPointless()) {
            return words.of("ask.start.nobody", row.campaign().session().name());
        }
        boolean pointless = verb == Verb.RESUME && row.remaining() == 0;
        // a completed campaign's total is who it reached: recipients that were released since are not among them
        long all = verb == Verb.RESUME ? row.tally().attempted() + row.remaining() : row.total();
        return words.of(
                pointless ? "ask.resume.nobody" : "ask." + verb + ".text",
                row.remaining(),
                all,
                row.campaign().revision(),
                row.tally().processed());
    }
}
