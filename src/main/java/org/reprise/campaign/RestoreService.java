package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.restore.Doubt;
import org.reprise.restore.MaybeReached;

/** Where an operator settles what a restore left open. */
@ApplicationScoped
public class RestoreService {
    private static final Logger LOG = Logger.getLogger(RestoreService.class.getName());

    private final MaybeReached maybeReached;
    private final Campaigns campaigns;

    @Inject
    public RestoreService(MaybeReached maybeReached, Campaigns campaigns) {
        this.maybeReached = maybeReached;
        this.campaigns = campaigns;
    }

    /**
     * A campaign that has to be decided about.
     *
     * @param campaign empty: this database does not know it
     */
    public record Concerned(Doubt doubt, Optional<Campaign> campaign) {}

    /** By their ids, ascending. */
    public List<Concerned> concerned() {
        return maybeReached.all().stream()
                .map(doubt -> new Concerned(doubt, campaigns.find(doubt.campaign())))
                .toList();
    }

    /**
     * This database is the right one, and nothing was sent elsewhere: campaigns start and resume without a question.
     * Starts none.
     *
     * @param confirmed how many campaigns the operator saw
     * @throws CampaignRefused conflict when another number is open by now
     */
    @Needs(Role.OWNER)
    public void accept(int confirmed) {
        var settled = maybeReached.accept(confirmed).orElseThrow(() -> {
            List<Doubt> open = maybeReached.all();
            return CampaignRefused.conflict(LocalizedMessage.of("restore.changed", open.size(), confirmed));
        });
        settled.forEach(doubt -> campaigns.noteAccepted(doubt.campaign()));
        LOG.info(() -> "An operator accepted the database; " + settled.size() + " campaigns are free to go on");
    }
}
