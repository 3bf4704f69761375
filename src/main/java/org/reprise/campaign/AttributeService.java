package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import org.reprise.LocalizedMessage;
import org.reprise.TimeSource;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.audience.Attribute;
import org.reprise.audience.AttributeType;
import org.reprise.audience.Attributes;
import org.reprise.audience.ContactRefused;

/** What the caller's account keeps of its contacts. */
@ApplicationScoped
public class AttributeService {
    /** Of an account. */
    public static final int MOST = 100;

    private static final Logger LOG = Logger.getLogger(AttributeService.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Attributes attributes;
    private final RuleUses uses;
    private final CurrentCaller caller;
    private final Audit audit;
    private final TimeSource time;

    @Inject
    public AttributeService(Attributes attributes, RuleUses uses, CurrentCaller caller, Audit audit, TimeSource time) {
        this.attributes = attributes;
        this.uses = uses;
        this.caller = caller;
        this.audit = audit;
        this.time = time;
    }

    /** By name. */
    public List<Attribute> all() {
        return attributes.of(caller.account());
    }

    /** @throws ContactRefused unknown */
    public Attribute find(long id) {
        return attributes
                .find(id, caller.account())
                .orElseThrow(
                        () -> ContactRefused.unknown(LocalizedMessage.of("attribute.unknown", String.valueOf(id))));
    }

    /** How many contacts have a value of it. Reads each contact of the account. */
    public long people(Attribute attribute) {
        return attributes.people(attribute);
    }

    /**
     * @throws ContactRefused invalid: that is no name of an attribute; conflict: there is one of that name, or the
     *     account has as many as it may
     */
    @Needs(Role.OPERATOR)
    public Attribute add(String text, AttributeType type) {
        long account = caller.account();
        var name = Attribute.named(text);
        var added = audit.inOneTransaction(() -> {
            if (attributes.of(account).size() >= MOST) {
                throw ContactRefused.conflict(LocalizedMessage.of("attribute.most", MOST));
            }
            var attribute = attributes
                    .add(account, name, type, time.now())
                    .orElseThrow(() -> ContactRefused.conflict(LocalizedMessage.of("attribute.taken", name)));
            audit.note(account, AuditAction.ATTRIBUTE_CREATED, subject(attribute), Change.to(json(attribute)));
            return attribute;
        });
        LOG.info(() -> "attribute " + added.id() + " was created" + audit.by());
        return added;
    }

    /**
     * Erases what contacts have of it as well.
     *
     * @return how many had something
     * @throws ContactRefused unknown; conflict: a running campaign, its message, or a segment asks for it
     */
    @Needs(Role.OPERATOR)
    public long delete(long id) {
        long account = caller.account();
        long people = audit.inOneTransaction(() -> {
            var attribute = find(id);
            refuseWhileAskedFor(attribute);
            long erased = attributes.delete(attribute);
            var change = new Change(
                    json(attribute),
                    JSON.createObjectBuilder().add("people", erased).build());
            audit.note(account, AuditAction.ATTRIBUTE_DELETED, subject(attribute), change);
            return erased;
        });
        LOG.info(() -> "attribute " + id + " was deleted" + audit.by());
        return people;
    }

    /** In the transaction of the deletion. */
    private void refuseWhileAskedFor(Attribute attribute) {
        uses.of(attribute).ifPresent(who -> {
            throw ContactRefused.conflict(LocalizedMessage.of("attribute.asked-for", attribute.name(), who));
        });
    }

    private static Subject subject(Attribute attribute) {
        return Subject.of("attribute", attribute.id());
    }

    private static JsonObject json(Attribute attribute) {
        return JSON.createObjectBuilder()
                .add("name", attribute.name())
                .add("type", attribute.type().name().toLowerCase(Locale.ROOT))
                .build();
    }
}
