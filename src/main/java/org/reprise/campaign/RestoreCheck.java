package org.reprise.campaign;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.restore.Doubt;
import org.reprise.restore.Finding;
import org.reprise.restore.MaybeReached;
import org.reprise.restore.Memories;

/**
 * The step of the start that keeps a restored database from sending: it stops every campaign, whatever the settings
 * say, and has an operator asked about each one that may have reached people whom the database does not know.
 *
 * <p>After the migration, before sessions open and before anything goes on.
 */
@ApplicationScoped
public class RestoreCheck {
    private static final Logger LOG = Logger.getLogger(RestoreCheck.class.getName());
    private static final EndCause WHY = EndCause.Kind.RESTORED.with();

    private final Memories memories;
    private final Campaigns campaigns;
    private final MaybeReached maybeReached;
    private volatile boolean watched;

    @Inject
    public RestoreCheck(Memories memories, Campaigns campaigns, MaybeReached maybeReached) {
        this.memories = memories;
        this.campaigns = campaigns;
        this.maybeReached = maybeReached;
    }

    /**
     * To be told before {@link #check} when this process saw the database alive, in the hands of another server, until
     * it took over: then no memory of its own is missed, and only a database that is behind one is found.
     */
    public void watchedItAlive() {
        watched = true;
    }

    /**
     * @throws org.reprise.storage.StorageUnavailable to be asked again
     * @throws java.io.UncheckedIOException when the data directory cannot be written to
     */
    public void check() {
        memories.compare(watched, this::stopAll);
        maybeReached.notice().ifPresent(notice -> {
            var doubts = maybeReached.all();
            LOG.warning(() -> notice.reason().said() + " Since " + notice.since() + " nothing is sent by itself; "
                    + "campaigns that may have reached " + people(doubts) + ": "
                    + CampaignIds.named(doubts.stream().map(Doubt::campaign).toList())
                    + ". The page /restored and GET /restore say which: an operator decides.");
        });
    }

    private static String people(List<Doubt> doubts) {
        long known = doubts.stream()
                .filter(doubt -> doubt.people() != null)
                .mapToLong(Doubt::people)
                .sum();
        boolean allKnown = doubts.stream().allMatch(doubt -> doubt.people() != null);
        return allKnown ? "up to " + known + " people" : "an unknown number of people";
    }

    private void stopAll(Finding finding) {
        var notes = finding.doubts().values().stream().collect(toMap(Doubt::campaign, RestoreCheck::note));
        var stopped = campaigns.stopForRestore(notes, WHY);
        LOG.info(() -> "campaigns were stopped, since the database was restored: "
                + CampaignIds.named(stopped.stream().map(Campaign::id).toList()));
    }

    private static LocalizedMessage note(Doubt doubt) {
        return doubt.people() == null
                ? LocalizedMessage.of("activity.restored.unknown")
                : LocalizedMessage.of("activity.restored", doubt.people());
    }
}
