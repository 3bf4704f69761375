package org.reprise.ui;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.restore.Doubt;
import org.reprise.restore.MaybeReached;
import org.reprise.restore.Notice;
import org.reprise.storage.StorageFailed;

/** What a restore left open, as every page tells it: a banner, and a mark beside each campaign concerned. */
@Named
@RequestScoped
public class RestoreMarks {
    private static final Logger LOG = Logger.getLogger(RestoreMarks.class.getName());

    @Inject
    private MaybeReached maybeReached;

    @Inject
    private Words words;

    private Optional<Notice> notice;
    private Map<Long, Doubt> doubts;

    /** Whether an operator has to decide. A page that says that the database does not answer says no more than that. */
    public boolean isUndecided() {
        if (notice == null) {
            try {
                notice = maybeReached.notice();
            } catch (StorageFailed e) {
                LOG.log(Level.FINE, e, () -> "whether the database was restored cannot be asked now");
                notice = Optional.empty();
            }
        }
        return notice.isPresent();
    }

    /** An operator decided in this very request, which asked before. */
    void lookAgain() {
        notice = null;
        doubts = null;
    }

    /** What was found, since when, and how many campaigns it is about. */
    public String getBanner() {
        return isUndecided()
                ? words.say(notice.get().reason().said()) + " "
                        + words.of("restored.banner", words.time(notice.get().since()), doubts().size())
                : "";
    }

    /** In a few words; null when there is nothing to say of that campaign. */
    public String of(long campaign) {
        var doubt = doubts().get(campaign);
        return doubt == null ? null : people(words, doubt.people());
    }

    static String people(Words words, Long people) {
        return people == null ? words.of("restored.mark.unknown") : words.of("restored.mark", people);
    }

    private Map<Long, Doubt> doubts() {
        if (doubts == null) {
            doubts = maybeReached.all().stream().collect(toMap(Doubt::campaign, doubt -> doubt));
        }
        return doubts;
    }
}
