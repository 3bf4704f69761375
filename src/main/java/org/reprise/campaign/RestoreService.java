package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.CurrentCaller;
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
    private final Audit audit;

    private final CurrentCaller caller;

    @Inject
    public RestoreService(MaybeReached maybeReached, Campaigns campaigns, Audit audit, CurrentCaller caller) {
        this.maybeReached = maybeReached;
        this.campaigns = campaigns;
        this.audit = audit;
        this.caller = caller;
    }

    /**
     * A campaign that has to be decided about.
     *
     * @param campaign empty: this database does not know it, or it is another account's
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
     * @throws CampaignRefused conflict when another number is open by now, or the caller does not run the installation:
     *     one database holds the campaigns of all accounts
     */
    @Needs(Role.OWNER)
    public void accept(int confirmed) {
        if (!caller.runsInstallation()) {
            throw CampaignRefused.conflict(LocalizedMessage.of("restore.installation"));
        }
        var settled = audit.inOneTransaction(() -> accepted(confirmed));
        settled.forEach(doubt -> campaigns.noteAccepted(doubt.campaign()));
        LOG.info(() ->
                "An operator accepted the database; " + settled.size() + " campaigns are free to go on" + audit.by());
    }

    private List<Doubt> accepted(int confirmed) {
        var settled = maybeReached.accept(confirmed).orElseThrow(() -> {
            List<Doubt> open = maybeReached.all();
            return CampaignRefused.conflict(LocalizedMessage.of("restore.changed", open.size(), confirmed));
        });
        audit.note(
                AuditAction.RESTORE_ACCEPTED,
                null,
                Change.to(Json.createObjectBuilder().add("campaigns", confirmed).build()));
        return settled;
    }
}
