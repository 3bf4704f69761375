package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.Why;
import org.reprise.campaign.WhyService;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.report.NotListed;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipients;

/** People whom a search finds and the list of recipients does not show: why each of them is not there. */
@Named
@ViewScoped
public class WhyNot implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MAX_SHOWN = 5;

    /** Of a list of those not written to yet most who are found stand in it, and are not told of. */
    private static final int MAX_LOOKED_AT = 50;

    @Inject
    private NotListed notListed;

    @Inject
    private WhyService service;

    @Inject
    private Words words;

    private ArrayList<WhyText> texts = new ArrayList<>();
    private boolean more;
    private boolean nobody;

    /**
     * @param shown the list is of those who were not written to yet; null: of the ledger
     * @return whether something else is told than before
     */
    boolean look(Campaign campaign, Recipients.Filter filter, OpenRecipients.Filter shown) {
        var before = List.copyOf(texts);
        var ids = shown != null
                ? notListed.foundBesideOpen(filter, MAX_LOOKED_AT)
                : notListed.found(filter, MAX_LOOKED_AT);
        texts = ids.stream()
                .map(user -> service.why(campaign, user))
                .filter(why -> !isListed(why, filter, shown))
                .limit(MAX_SHOWN + 1L)
                .map(why -> WhyText.of(why, words))
                .collect(Collectors.toCollection(ArrayList::new));
        nobody = ids.isEmpty() && !filter.search().isEmpty();
        more = texts.size() > MAX_SHOWN;
        if (more) {
            texts.remove(MAX_SHOWN);
        }
        return !texts.equals(before);
    }

    private static boolean isListed(Why why, Recipients.Filter filter, OpenRecipients.Filter shown) {
        var answer = why.eligibility();
        return shown != null
                ? answer.isOpen() && (!shown.held() || answer.kind() == Eligibility.Kind.CAPPED)
                : why.person()
                        .entry()
                        .filter(entry -> filter.state() == null || entry.state() == filter.state())
                        .isPresent();
    }

    public List<WhyText> getTexts() {
        return texts;
    }

    /** Whether more are found than are told of. */
    public boolean isMore() {
        return more;
    }

    /** Whether no contact outside of the list matches the search either. */
    public boolean isNobody() {
        return nobody;
    }
}
