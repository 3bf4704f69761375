package org.reprise.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
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
import org.reprise.audience.RuleTerms;
import org.reprise.audience.Segment;
import org.reprise.audience.SegmentRefused;
import org.reprise.audience.Segments;
import org.reprise.audience.rule.Leaf.InSegment;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleLine;
import org.reprise.audience.rule.Selection;
import org.reprise.message.VisibleText;

/** The segments of the caller's account: rules under names, which campaigns take a copy of. */
@ApplicationScoped
public class SegmentService {
    private static final Logger LOG = Logger.getLogger(SegmentService.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();

    /** Of an account. */
    public static final int MOST = 200;

    public static final int MAX_NAME = 100;

    private final Segments segments;
    private final RuleTerms terms;
    private final CampaignRegistry registry;
    private final CurrentCaller caller;
    private final Audit audit;
    private final TimeSource time;

    @Inject
    public SegmentService(
            Segments segments,
            RuleTerms terms,
            CampaignRegistry registry,
            CurrentCaller caller,
            Audit audit,
            TimeSource time) {
        this.segments = segments;
        this.terms = terms;
        this.registry = registry;
        this.caller = caller;
        this.audit = audit;
        this.time = time;
    }

    /** By name. */
    public List<Segment> all() {
        return segments.of(caller.account());
    }

    /** @throws SegmentRefused unknown */
    public Segment find(long id) {
        return segments.find(id, caller.account()).orElseThrow(() -> SegmentRefused.unknown(id));
    }

    /** A campaign that holds a copy of a segment. @param version of the copy */
    public record Use(Campaign campaign, int version) {}

    /** The campaigns that hold a copy of it, the newest first; a later change of the segment changes none of them. */
    public List<Use> uses(Segment segment) {
        return registry.all().stream()
                .filter(campaign -> campaign.accountId() == segment.accountId())
                .flatMap(campaign -> campaign.targeting()
                        .leaves()
                        .filter(leaf -> leaf instanceof InSegment in && in.id() == segment.id())
                        .map(leaf -> new Use(campaign, ((InSegment) leaf).version()))
                        .limit(1))
                .sorted((one, other) -> Long.compare(other.campaign.id(), one.campaign.id()))
                .toList();
    }

    /** @throws SegmentRefused invalid; conflict: there is one of that name, or the account has as many as it may */
    @Needs(Role.OPERATOR)
    public Segment add(String name, Rule rule) {
        long account = caller.account();
        var entered = entered(name);
        check(account, rule);
        var added = audit.inOneTransaction(() -> {
            if (segments.of(account).size() >= MOST) {
                throw SegmentRefused.conflict(LocalizedMessage.of("segment.most", MOST));
            }
            var segment = segments.add(account, entered, rule, time.now()).orElseThrow(() -> taken(entered));
            audit.note(account, AuditAction.SEGMENT_CREATED, subject(segment), Change.to(json(segment)));
            return segment;
        });
        LOG.info(() -> "segment " + added.id() + " was created" + audit.by());
        return added;
    }

    /**
     * Campaigns keep the copy that they have.
     *
     * @param ifVersion the version that the caller saw, or null when any will do
     * @throws SegmentRefused unknown, stale, invalid; conflict: there is another one of that name
     */
    @Needs(Role.OPERATOR)
    public Segment change(long id, String name, Rule rule, Integer ifVersion) {
        long account = caller.account();
        var entered = entered(name);
        check(account, rule);
        var changed = audit.inOneTransaction(() -> {
            var before = find(id);
            if (ifVersion != null && ifVersion != before.version()) {
                throw SegmentRefused.stale(before, ifVersion);
            }
            if (before.rule().equals(rule) && before.name().equals(entered)) {
                return before;
            }
            var after = new Segment(id, account, entered, rule, before.version() + 1, before.createdAt(), time.now());
            if (!segments.change(before, after)) {
                throw segments.of(account).stream()
                                .anyMatch(each -> each.id() != id && each.name().equals(entered))
                        ? taken(entered)
                        : SegmentRefused.stale(find(id), before.version());
            }
            audit.note(account, AuditAction.SEGMENT_CHANGED, subject(before), new Change(json(before), json(after)));
            return after;
        });
        LOG.info(() -> "segment " + id + " has version " + changed.version() + audit.by());
        return changed;
    }

    /**
     * Campaigns keep the copy that they have.
     *
     * @throws SegmentRefused unknown
     */
    @Needs(Role.OPERATOR)
    public void delete(long id) {
        audit.inOneTransaction(() -> {
            var segment = find(id);
            segments.delete(segment);
            audit.note(segment.accountId(), AuditAction.SEGMENT_DELETED, subject(segment), Change.NONE);
            return null;
        });
        LOG.info(() -> "segment " + id + " was deleted" + audit.by());
    }

    private static String entered(String name) {
        var stripped = name.strip();
        if (!VisibleText.isName(stripped) || stripped.length() > MAX_NAME) {
            throw SegmentRefused.invalid("name", LocalizedMessage.of("segment.name", MAX_NAME));
        }
        return stripped;
    }

    private void check(long account, Rule rule) {
        if (rule.leaves().anyMatch(InSegment.class::isInstance)) {
            throw SegmentRefused.invalid("rule", LocalizedMessage.of("segment.nested"));
        }
        new Selection(rule, null).checked();
        terms.wrong(account, rule.leaves()).ifPresent(wrong -> {
            throw SegmentRefused.invalid("rule", wrong);
        });
    }

    private static SegmentRefused taken(String name) {
        return SegmentRefused.conflict(LocalizedMessage.of("segment.taken", name));
    }

    private static Subject subject(Segment segment) {
        return Subject.of("segment", segment.id());
    }

    private static JsonObject json(Segment segment) {
        return JSON.createObjectBuilder()
                .add("name", segment.name())
                .add("rule", RuleLine.of(segment.rule()))
                .add("version", segment.version())
                .build();
    }
}
