package org.reprise.ui;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.RestoreService;

/** The campaigns that may have reached people whom the database does not know, and the one decision about all. */
@Named
@ViewScoped
public class RestoredPage implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private RestoreService desk;

    @Inject
    private Words words;

    @Inject
    private RestoreMarks marks;

    private transient List<Row> rows;
    private boolean asking;
    private int number;

    /**
     * A campaign.
     *
     * @param name null: it is not in this database
     */
    public record Row(long id, String name, String people) {}

    @PostConstruct
    void begin() {
        number = getRows().size();
    }

    public List<Row> getRows() {
        if (rows == null) {
            rows = desk.concerned().stream().map(this::row).toList();
        }
        return rows;
    }

    private Row row(RestoreService.Concerned concerned) {
        var doubt = concerned.doubt();
        return new Row(
                doubt.campaign(),
                concerned.campaign().map(words::campaign).orElse(null),
                RestoreMarks.people(words, doubt.people()));
    }

    public void ask() {
        asking = true;
    }

    /** Holds for the number that was shown; another one is refused. */
    public void accept() {
        try {
            desk.accept(number);
            asking = false;
            rows = null;
            marks.lookAgain();
        } catch (CampaignRefused refused) {
            Refusal.tell("accepting", words.say(refused.said()));
        }
    }

    public void cancel() {
        asking = false;
    }

    public boolean isAsking() {
        return asking;
    }

    public String getQuestion() {
        return words.of("restored.accept.text", number);
    }
}
