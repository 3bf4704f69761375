package org.reprise.audience;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.reprise.audience.rule.Condition;
import org.reprise.audience.rule.Condition.Reach;
import org.reprise.audience.rule.Rule;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Reads the people of a session, in the order of their user ids. */
@Dependent
public class Audience {
    private static final Statements SQL = Statements.of("audience");

    private final Storage storage;

    @Inject
    public Audience(Storage storage) {
        this.storage = storage;
    }

    /**
     * The contacts after {@code afterUserId}, whether or not any targeting selects them; a page shorter than
     * {@code size} is the last.
     *
     * @param afterUserId the last id of the page before, or 0
     * @param size at least 1
     */
    public List<Contact> page(Session session, long afterUserId, int size) {
        return storage.read(handle -> handle.createQuery(SQL.get("page"))
                .bind("session", session.id())
                .bind("after", afterUserId)
                .bind("size", size)
                .map(new ContactRow())
                .list());
    }

    /** @param selected whether the targeting selects them */
    public record Candidate(long userId, boolean selected) {}

    /**
     * As {@link #page}, the ids alone. Those who are not selected are among them: a page costs the same, however few
     * are.
     */
    public List<Candidate> candidates(Session session, Targeting targeting, long afterUserId, int size) {
        return storage.read(handle -> selected(handle.createQuery(SQL.get("candidates")), session, targeting, Reach.FEW)
                .bind("after", afterUserId)
                .bind("size", size)
                .map((row, context) -> new Candidate(row.getLong(1), row.getBoolean(2)))
                .list());
    }

    /** Those of {@code users} whom the targeting selects now, in their order. */
    public List<Long> selectedAmong(Session session, Targeting targeting, List<Long> users) {
        if (users.isEmpty() || targeting.equals(Targeting.EVERYBODY)) {
            return users;
        }
        var selected = storage.read(
                handle -> selected(handle.createQuery(SQL.get("selectedAmong")), session, targeting, Reach.FEW)
                        .bind("ids", new Ids(users))
                        .mapTo(Long.class)
                        .set());
        return users.stream().filter(selected::contains).toList();
    }

    /** What placeholders may ask of those of {@code users} who are contacts, by user and field, in one statement. */
    public Map<Long, Map<String, String>> values(Session session, Collection<Long> users) {
        return storage.read(handle -> handle.createQuery(SQL.get("values"))
                .bind("session", session.id())
                .bind("ids", new Ids(users))
                .map(ContactRow.ofValues())
                .collect(Collectors.toMap(Contact::userId, ContactValues::of)));
    }

    /**
     * The first contact after {@code afterUserId} whom the targeting selects, in the order in which a run meets them.
     */
    public OptionalLong nextSelected(Session session, Targeting targeting, long afterUserId) {
        return storage.read(
                handle -> selected(handle.createQuery(SQL.get("next-selected")), session, targeting, Reach.FEW)
                        .bind("after", afterUserId)
                        .mapTo(Long.class)
                        .findOne()
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    /** All that placeholders of an account may ask for. */
    public Set<String> fields(long account) {
        var fields = new LinkedHashSet<>(ContactValues.FIELDS);
        new Attributes(storage).of(account).forEach(attribute -> fields.add(attribute.name()));
        return fields;
    }

    /**
     * How many contacts the targeting selects and who are not left out of the session's account, as of now. Reads every
     * contact of the session: for a campaign's start, not for each look at it.
     */
    public long count(Session session, Targeting targeting) {
        return storage.read(handle -> selected(handle.createQuery(SQL.get("countSelected")), session, targeting)
                .mapTo(Long.class)
                .one());
    }

    /** As {@link #count}, by those alone who are in the sample. */
    public Headcount count(Session session, Targeting targeting, Sample sample) {
        return sample.isAll()
                ? Headcount.exact(count(session, targeting))
                : sample.of(storage.read(
                        handle -> selected(handle.createQuery(SQL.get("countSampled")), session, targeting, sample)
                                .mapTo(Long.class)
                                .one()));
    }

    /**
     * Defines {@code <unmet>}: the number of the selection's first demand that the contact "c" does not meet, or -1.
     */
    public static Query unmet(Query query, Targeting targeting) {
        return StoredTargeting.define(
                query, "unmet", Condition.firstUntrue(targeting.selection().demands(), "unmet_", Reach.FEW));
    }

    /**
     * Defines {@code <unmet>}: the number of the first of all demands that the contact "c" does not meet, or -1; and
     * {@code <sampled>}.
     */
    public static Query unmetDemand(Query query, Targeting targeting, Sample sample) {
        return StoredTargeting.define(
                sampled(query, sample), "unmet", Condition.firstUntrue(targeting.demands(), "unmet_", sample.reach()));
    }

    /** Defines {@code <sampled>}: that the contact "c" is one of those who are read. */
    private static Query sampled(Query query, Sample sample) {
        return sample.isAll()
                ? query.define("sampled", "1 = 1")
                : query.define("sampled", SQL.get("among-drawn")).bind("oneIn", sample.oneIn());
    }

    /** Defines {@code <other>}: that one more rule is true of the contact "c", who is in the sample. */
    public static Query other(Query query, Rule rule, Sample sample) {
        return StoredTargeting.define(query, "other", Condition.of(rule, "other_", sample.reach()));
    }

    /** @param number of {@link #unmet(Query, Targeting)} */
    public static Optional<Criterion.Unmet> unmet(Targeting targeting, int number) {
        return number < 0
                ? Optional.empty()
                : Optional.of(new RuleUnmet(targeting.selection().demands().get(number)));
    }

    /** Those whom the targeting selects and whom {@link #count} leaves out all the same. */
    public LeftOut leftOut(Session session, Targeting targeting) {
        return storage.read(handle -> leftOut(selected(handle.createQuery(SQL.get("leftOut")), session, targeting)));
    }

    /** Reads rows of a {@code cause} and its {@code people}. */
    public static LeftOut leftOut(Query query) {
        return new LeftOut(query.map((row, context) ->
                        Map.entry(LeftOut.Cause.valueOf(row.getString("cause")), row.getLong("people")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Binds whose contacts, and which of them: for {@code audience/targeted}. */
    public static Query selected(Query query, Session session, Targeting targeting) {
        return selected(query, session, targeting, Reach.ALL);
    }

    /** The same, and {@code <sampled>}. */
    public static Query selected(Query query, Session session, Targeting targeting, Sample sample) {
        return selected(sampled(query, sample), session, targeting, sample.reach());
    }

    private static Query selected(Query query, Session session, Targeting targeting, Reach reach) {
        return StoredTargeting.select(query, targeting, reach)
                .bind("session", session.id())
                .bind("account", session.accountId());
    }
}
