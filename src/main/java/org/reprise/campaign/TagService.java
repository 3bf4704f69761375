package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.ContactRefused;
import org.reprise.audience.Tag;
import org.reprise.audience.Tags;
import org.reprise.audience.rule.Leaf.Tagged;

/** The tags of the caller's account. They are made where they are put on somebody. */
@ApplicationScoped
public class TagService {
    private static final Logger LOG = Logger.getLogger(TagService.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Tags tags;
    private final RuleUses uses;
    private final CurrentCaller caller;
    private final Audit audit;

    @Inject
    public TagService(Tags tags, RuleUses uses, CurrentCaller caller, Audit audit) {
        this.tags = tags;
        this.uses = uses;
        this.caller = caller;
        this.audit = audit;
    }

    /** By name. */
    public List<Tag> all() {
        return tags.of(caller.account());
    }

    /** How many contacts have each, by its id. */
    public Map<Long, Long> people() {
        return tags.people(caller.account());
    }

    /** @throws ContactRefused unknown */
    public Tag find(long id) {
        return tags.find(id, caller.account())
                .orElseThrow(() -> ContactRefused.unknown(LocalizedMessage.of("tag.unknown", String.valueOf(id))));
    }

    /**
     * Takes it off everybody as well.
     *
     * @return how many had it
     * @throws ContactRefused unknown; conflict: a running campaign or a segment asks for it
     */
    @Needs(Role.OPERATOR)
    public long delete(long id) {
        long account = caller.account();
        long people = audit.inOneTransaction(() -> {
            var tag = find(id);
            refuseWhileRulesAskFor(tag);
            long had = tags.delete(tag);
            var change = new Change(
                    JSON.createObjectBuilder().add("name", tag.name()).build(),
                    JSON.createObjectBuilder().add("people", had).build());
            audit.note(account, AuditAction.TAG_DELETED, Subject.of("tag", id), change);
            return had;
        });
        LOG.info(() -> "tag " + id + " was deleted" + audit.by());
        return people;
    }

    /** In the transaction of the deletion. */
    private void refuseWhileRulesAskFor(Tag tag) {
        uses.byAny(
                        tag.accountId(),
                        leaf -> leaf instanceof Tagged tagged && tagged.tags().contains(tag.name()))
                .ifPresent(who -> {
                    throw ContactRefused.conflict(LocalizedMessage.of("tag.asked-for", tag.name(), who));
                });
    }
}
