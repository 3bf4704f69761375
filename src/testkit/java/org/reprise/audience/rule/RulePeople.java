package org.reprise.audience.rule;

import jakarta.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.reprise.audience.rule.RulePerson.Delivered;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;

/** Random people whom {@link RandomRules} ask about: in memory, and the same in a database. */
public final class RulePeople {
    /** Two of them; they are of the session's account. */
    public static final List<Long> CAMPAIGNS = List.of(901L, 902L);

    private static final List<String> STATES = List.of("SENT", "FAILED", "UNCERTAIN", "CLAIMED");

    private final RandomRules values;
    private final List<RulePerson> people;

    public RulePeople(Random random, Instant now, int size) {
        this.values = new RandomRules(random, now, CAMPAIGNS);
        this.people = LongStream.rangeClosed(1, size)
                .mapToObj(id -> person(random.nextInt(5) == 0 ? Long.MAX_VALUE - id : id))
                .toList();
    }

    private RulePerson person(long id) {
        var texts = new EnumMap<Field, String>(Field.class);
        RandomRules.TEXT_FIELDS.stream()
                .filter(field -> !values.maybe(3))
                .forEach(field -> texts.put(field, values.of(RandomRules.TEXTS)));
        var times = new EnumMap<Field, Instant>(Field.class);
        RandomRules.TIME_FIELDS.stream()
                .filter(field -> !values.maybe(3))
                .forEach(field -> times.put(field, values.time()));
        var deliveries = new ArrayList<Delivered>();
        CAMPAIGNS.stream()
                .filter(campaign -> values.maybe(2))
                .forEach(campaign -> deliveries.add(delivered(campaign, values.of(STATES))));
        return new RulePerson(id, texts, times, attributes(), names(), names(), deliveries);
    }

    private Delivered delivered(long campaign, String state) {
        var reason = state.equals("FAILED") && !values.maybe(4)
                ? values.of(RandomRules.REASONS).stored()
                : null;
        return new Delivered(campaign, state, reason, values.of(List.of(1, 2, 3)), values.time());
    }

    private Map<String, Object> attributes() {
        var attributes = new LinkedHashMap<String, Object>();
        if (!values.maybe(3)) {
            attributes.put(RandomRules.CITY.name(), values.of(RandomRules.TEXTS));
        }
        if (!values.maybe(3)) {
            attributes.put(RandomRules.AGE.name(), values.number());
        }
        if (!values.maybe(3)) {
            attributes.put(RandomRules.MEMBER.name(), values.maybe(2));
        }
        if (!values.maybe(3)) {
            attributes.put(RandomRules.BORN.name(), values.day());
        }
        return attributes;
    }

    private Set<String> names() {
        return values.maybe(3) ? Set.of() : new TreeSet<>(values.some(RandomRules.NAMES));
    }

    public List<RulePerson> all() {
        return people;
    }

    public Set<Long> selected(Rule rule, Instant now) {
        return people.stream()
                .filter(person -> person.is(rule, now))
                .map(RulePerson::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Puts them, their tags, categories and deliveries, and the campaigns into a database that has none of these. */
    public void store(Storage storage, Session session) {
        storage.write(handle -> {
            declare(handle, session);
            people.forEach(person -> store(handle, session, person));
            return null;
        });
    }

    private static void declare(Handle handle, Session session) {
        for (int i = 0; i < RandomRules.NAMES.size(); i++) {
            var name = RandomRules.NAMES.get(i);
            handle.execute(
                    "insert into tag (id, account_id, name, created_at) values (?, ?, ?, 0)",
                    i,
                    session.accountId(),
                    name);
            handle.execute(
                    "insert into category (id, account_id, name, description, keywords, examples, regex, created_at,"
                            + " updated_at) values (?, ?, ?, '', '[]', '[]', '', 0, 0)",
                    i,
                    session.accountId(),
                    name);
            // a tag and a category of that name which nobody of the account means
            handle.execute("insert into tag (id, account_id, name, created_at) values (?, 99, ?, 0)", 100 + i, name);
        }
        handle.execute(
                "insert into session (id, account_id, name, kind, via, created_at) values (?, ?, ?, ?, ?, 0)",
                session.id(),
                session.accountId(),
                session.name(),
                session.kind().name(),
                session.via().name());
        CAMPAIGNS.forEach(campaign -> handle.execute(
                "insert into campaign (id, id_given_out, account_id, session_id, status, revision, version, changes, run,"
                        + " sleep_millis, categories, include_categories, exclude_categories, audience_size, claims,"
                        + " claimed_count, sent_count, failed_count, uncertain_count, created_at, started_at)"
                        + " values (?, ?, ?, ?, 'stopped', 1, 1, 1, 1, 0, '[]', '[]', '[]', 0, 0, 0, 0, 0, 0, 0, 1)",
                campaign,
                false,
                session.accountId(),
                session.id()));
    }

    private static void store(Handle handle, Session session, RulePerson person) {
        handle.createUpdate(
                        "insert into contact (session_id, user_id, username, first_name, last_name, phone, language,"
                                + " zone, opt_in_source, first_message_at, last_message_at, opted_in_at, attributes)"
                                + " values (:session, :user, :USERNAME, :FIRST_NAME, :LAST_NAME, :PHONE, :LANGUAGE, :ZONE,"
                                + " :OPT_IN_SOURCE, cast(:FIRST_MESSAGE as bigint), cast(:LAST_MESSAGE as bigint),"
                                + " cast(:OPTED_IN as bigint), cast(:attributes as <json_object>))")
                .bind("session", session.id())
                .bind("user", person.id())
                .bindMap(bound(person))
                .bind("attributes", json(person.attributes()))
                .execute();
        for (var name : person.tags()) {
            handle.execute(
                    "insert into contact_tag (session_id, user_id, tag_id, at) values (?, ?, ?, 0)",
                    session.id(),
                    person.id(),
                    RandomRules.NAMES.indexOf(name));
        }
        for (var name : person.categories()) {
            handle.execute(
                    "insert into contact_category (session_id, user_id, category_id, at) values (?, ?, ?, 0)",
                    session.id(),
                    person.id(),
                    RandomRules.NAMES.indexOf(name));
        }
        for (var delivered : person.deliveries()) {
            handle.execute(
                    "insert into delivery (campaign_id, user_id, state, reason, revision, run, at)"
                            + " values (?, ?, ?, ?, ?, 1, ?)",
                    delivered.campaign(),
                    person.id(),
                    delivered.state(),
                    delivered.reason(),
                    delivered.revision(),
                    delivered.at());
        }
    }

    private static Map<String, Object> bound(RulePerson person) {
        var bound = new LinkedHashMap<String, Object>();
        for (var field : Field.values()) {
            var time = person.times().get(field);
            bound.put(
                    field.name(),
                    field.isTime()
                            ? time == null ? null : String.valueOf(time.toEpochMilli())
                            : person.texts().get(field));
        }
        return bound;
    }

    private static String json(Map<String, Object> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        var object = Json.createObjectBuilder();
        attributes.forEach((name, value) -> {
            if (value instanceof BigDecimal number) {
                object.add(name, number);
            } else if (value instanceof Boolean flag) {
                object.add(name, flag);
            } else {
                object.add(name, value.toString());
            }
        });
        return object.build().toString();
    }
}
