package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.HearingService;
import org.reprise.campaign.RetryService;
import org.reprise.delivery.ledger.DeliveryReason;
import org.reprise.progress.ProgressBoard;

/** Asks once, with their number and the reasons, before failed recipients are sent to again. */
@Named
@ViewScoped
public class RetryQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private CampaignService campaigns;

    @Inject
    private ProgressBoard board;

    @Inject
    private RetryService desk;

    @Inject
    private HearingService hearing;

    @Inject
    private Words words;

    @Inject
    private Toast toast;

    private boolean open;
    private long campaign;
    private long number;
    private TreeMap<String, Long> reasons = new TreeMap<>();

    /** So many failed for a reason. */
    public record Reason(DeliveryReason reason, long recipients) {}

    public void ask(long id) {
        campaign = id;
        look();
        open = true;
    }

    private void look() {
        var retryable = desk.retryable(campaign);
        number = retryable.total();
        reasons = new TreeMap<>(retryable.byReason());
    }

    /** Holds for the number that was confirmed; when it is another one by now, that one is asked for. */
    public void answer() {
        try {
            desk.retry(campaign, number);
            toast.say(words.of("retry.done", number), Verb.STOP, campaign);
            open = false;
        } catch (CampaignRefused refused) {
            Refusal.tell("retrying", words, campaign, refused);
            look();
        }
    }

    public void cancel() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }

    public List<Reason> getReasons() {
        return reasons.entrySet().stream()
                .map(each -> new Reason(DeliveryReason.of(each.getKey()).orElse(null), each.getValue()))
                .toList();
    }

    public String getTitle() {
        return words.of("retry.ask.title", number);
    }

    /** Also of those who were not written to at all: it is a resume. */
    public String getText() {
        if (!open) {
            return "";
        }
        var row = CampaignRow.of(campaigns.find(campaign), board.of(campaign));
        return words.of(
                row.remaining() == 0 ? "retry.ask.text" : "retry.ask.text.others",
                String.valueOf(campaign),
                row.campaign().revision(),
                row.remaining());
    }

    public String getWarning() {
        return open
                ? hearing.warning(campaigns.find(campaign).session())
                        .map(words::say)
                        .orElse("")
                : "";
    }
}
