package org.reprise.delivery.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.access.FrequencyCap;
import org.reprise.audience.Audience;
import org.reprise.audience.LeftOut;
import org.reprise.audience.Targeting;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.DeliveryReason.Noted;
import org.reprise.message.StoredValues;
import org.reprise.restore.ClaimMemory;
import org.reprise.storage.IdPairs;
import org.reprise.storage.IdTexts;
import org.reprise.storage.Ids;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.SendOutcome.Reason;
import org.reprise.telegram.Session;

/**
 * Who was reached by which campaign. The primary key (campaign, user) is what keeps anybody from being messaged twice;
 * everything else that avoids duplicates only saves work.
 *
 * <p>Each method is one transaction: when it returns, what it says is on disk. Safe for any number of threads; of
 * servers, one at a time writes ({@code Ownership} of {@code storage}).
 */
@Dependent
public class DeliveryLedger {
    static final int READ_AHEAD = 20_000;

    private static final DeliveryReason UNRECOGNISED = new DeliveryReason.Refused(Reason.UNRECOGNISED);

    private final Statements sql = Statements.of("delivery");
    private final Storage storage;
    private final DeliveryCounts counts;
    private final Releases releases;
    private final ClaimMemory memory;
    private final Clock clock;

    @Inject
    public DeliveryLedger(Storage storage, ClaimMemory memory, Clock clock) {
        this.storage = storage;
        this.counts = new DeliveryCounts(storage);
        this.releases = new Releases(storage);
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Which recipients a run has won.
     *
     * @param won the recipients that are now this run's, in the order they were asked for
     * @param cap of the account when the claim was made; null: none
     * @param held who had as many messages as it allows, and from when on they may get the next one
     * @param tried how many, from the first, the limit left room to ask for; the others were not touched
     * @param version of the campaign's settings when the claim was made
     * @param room how many more the limit leaves
     */
    public record Claims(
            List<Long> won, FrequencyCap cap, Map<Long, Instant> held, int tried, int version, LimitLeft room) {}

    /**
     * Claims as many of {@code users} as the limit has room for and the account's cap allows. The data directory
     * remembers the claim when this returns.
     *
     * @param at the claim's own time, to the millisecond: with campaign, run and user it tells the claim from any other
     * @return empty when {@code run} is no longer the campaign's running one: nothing was claimed
     */
    public Optional<Claims> claim(long campaign, int run, int revision, List<Long> users, Instant at) {
        return claim(new Batch(campaign, run, revision, at, Map.of()), users);
    }

    /**
     * The same with the values that each one's message will be filled with; they are on disk with the claim.
     *
     * @param values of each of {@code users}
     */
    public Optional<Claims> claim(
            long campaign, int run, int revision, List<Long> users, Instant at, Map<Long, Map<String, String>> values) {
        return claim(new Batch(campaign, run, revision, at, values), users);
    }

    private Optional<Claims> claim(Batch batch, List<Long> users) {
        var made = storage.write(handle -> handle.createQuery(sql.get("enter"))
                .bind("campaign", batch.campaign)
                .bind("run", batch.run)
                .map((row, context) ->
                        new Entry(row.getInt("version"), row.getLong("account_id"), isCapped(row), room(row)))
                .findOne()
                .map(entry -> claim(handle, batch, users, entry)));
        made.ifPresent(it -> memory.claimed(batch.campaign, it.everMade));
        return made.map(Made::claims);
    }

    /** @param everMade all claims of the campaign; 0: not asked for */
    private record Made(Claims claims, long everMade) {}

    /** What the claims of one call have in common. */
    private record Batch(long campaign, int run, int revision, Instant at, Map<Long, Map<String, String>> values) {}

    private record Entry(int version, long account, boolean capped, LimitLeft room) {}

    private static boolean isCapped(ResultSet row) throws SQLException {
        return row.getObject("cap_messages") != null;
    }

    private static LimitLeft room(ResultSet row) throws SQLException {
        long cap = row.getLong("cap");
        return LimitLeft.of(row.wasNull() ? null : cap, row.getLong("attempted"));
    }

    private Made claim(Handle handle, Batch batch, List<Long> users, Entry entry) {
        var recent = entry.capped
                ? RecentMessages.locked(handle, entry.account, batch.at)
                : Optional.<RecentMessages.Counted>empty();
        var held = recent.map(it -> it.held(handle, batch.campaign, users)).orElseGet(HashMap::new);
        var free = users.stream().filter(user -> !held.containsKey(user)).toList();
        var wanted = free.subList(0, entry.room.of(free.size()));
        int tried = wanted.size() == free.size() ? users.size() : users.indexOf(free.get(wanted.size()));
        held.keySet().retainAll(users.subList(0, tried));
        var won = wanted.isEmpty() ? List.<Long>of() : win(handle, batch, wanted);
        var claims = new Claims(
                won,
                recent.map(RecentMessages.Counted::cap).orElse(null),
                held,
                tried,
                entry.version,
                entry.room.without(won.size()));
        return new Made(
                claims,
                won.isEmpty()
                        ? 0
                        : counts.claimed(handle, batch.campaign, won.size()).claims());
    }

    private List<Long> win(Handle handle, Batch batch, List<Long> users) {
        var query = batch.values.isEmpty()
                ? handle.createQuery(sql.get("claim")).bind("ids", new Ids(users))
                : handle.createQuery(sql.get("claim-filled")).bind("texts", texts(batch, users));
        var won = query.bind("campaign", batch.campaign)
                .bind("revision", batch.revision)
                .bind("run", batch.run)
                .bind("at", batch.at.toEpochMilli())
                .mapTo(Long.class)
                .set();
        return users.stream().filter(won::contains).distinct().toList();
    }

    private static IdTexts texts(Batch batch, List<Long> users) {
        return new IdTexts(users.stream()
                .distinct()
                .collect(toMap(user -> user, user -> StoredValues.of(batch.values.get(user)))));
    }

    /** What messages of a campaign were filled with, by user and field; of others than {@code users}, nothing. */
    public Map<Long, Map<String, String>> values(long campaign, Collection<Long> users) {
        return storage.read(handle -> handle.createQuery(sql.get("filled"))
                .bind("campaign", campaign)
                .bind("ids", new Ids(users))
                .map((row, context) ->
                        Map.entry(row.getLong("user_id"), StoredValues.restored(row.getString("filled"))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Writes outcomes of a run's claims down; one that is not its claim any more stays as it is. */
    public Tally record(long campaign, int run, Collection<Outcome> outcomes) {
        var messages = outcomes.stream()
                .collect(groupingBy(
                        Outcome::result, toMap(Outcome::userId, Outcome::messageId, (first, repeated) -> first)));
        return write(campaign, handle -> {
            var sum = new OutcomeSum();
            messages.forEach((result, those) -> sum.add(
                    result.state(), result.reason(), result.revision(), record(handle, campaign, run, result, those)));
            return counts.add(handle, campaign, -sum.all(), sum, clock.millis()).tally();
        });
    }

    /**
     * @param messages of each recipient what their message is called
     * @return how many of the recipients were the run's claims
     */
    private int record(Handle handle, long campaign, int run, Outcome.Result result, Map<Long, OptionalLong> messages) {
        return handle.createUpdate(sql.get("record"))
                .bind("campaign", campaign)
                .bind("pairs", new IdPairs(messages))
                .bind("run", run)
                .bind("state", result.state().name())
                .bind(
                        "reason",
                        result.reason() == null
                                ? null
                                : Outcome.storable(result.reason().stored()))
                .bind("words", result.words())
                .bind("revision", result.revision())
                .bind("at", clock.millis())
                .execute();
    }

    /** Gives a run's claims back that were never handed over: their recipients are as if never touched. */
    public Tally release(long campaign, int run, Collection<Long> users) {
        return write(campaign, handle -> {
            try (var batch = handle.prepareBatch(sql.get("release"))) {
                users.forEach(user -> batch.bind("campaign", campaign)
                        .bind("user", user)
                        .bind("run", run)
                        .add());
                int released = IntStream.of(batch.execute()).sum();
                return counts.claimed(handle, campaign, -released).tally();
            }
        });
    }

    /**
     * Makes recipients as if never touched whom Telegram refused in words that turned out to be meant for the message:
     * nobody of them was reached. What else became of a recipient stays.
     */
    public Tally takeBack(long campaign, int run, Collection<Long> users) {
        return write(campaign, handle -> {
            var tally = counts.claimed(handle, campaign, 0).tally();
            for (long user : users) {
                var at = handle.createQuery(sql.get("take-back"))
                        .bind("campaign", campaign)
                        .bind("user", user)
                        .bind("run", run)
                        .bind("reason", UNRECOGNISED.stored())
                        .mapTo(Long.class)
                        .findOne();
                if (at.isPresent()) {
                    var sum = new OutcomeSum();
                    sum.add(State.FAILED, UNRECOGNISED, 0, -1);
                    tally = counts.add(handle, campaign, 0, sum, at.get()).tally();
                }
            }
            return tally;
        });
    }

    /** Gives back every claim of a run that has nothing in its hands and nothing in flight. */
    public Tally releaseAll(long campaign, int run) {
        return write(campaign, handle -> {
            int released = handle.createUpdate(sql.get("release-run"))
                    .bind("campaign", campaign)
                    .bind("run", run)
                    .execute();
            return counts.claimed(handle, campaign, -released).tally();
        });
    }

    /**
     * What became of people who were said to be reached by other means.
     *
     * @param recorded how many had no record before
     * @param claimed those whom a run is about to reach, or whose reply it waits for: of them nothing was recorded
     */
    public record Elsewhere(int recorded, Set<Long> claimed, Tally tally) {}

    /**
     * Records people as reached by other means; the first record of a recipient stays. They are in no count of the
     * campaign's work. The data directory remembers them when this returns.
     */
    public Elsewhere reachedElsewhere(long campaign, Collection<Long> users) {
        return reachedElsewhere(campaign, users, added -> {});
    }

    /** @param alongside is done in the same transaction, with how many had no record before */
    public Elsewhere reachedElsewhere(long campaign, Collection<Long> users, IntConsumer alongside) {
        var made = write(campaign, handle -> {
            int added = handle.createQuery(sql.get("reach-elsewhere"))
                    .bind("campaign", campaign)
                    .bind("ids", new Ids(users))
                    .bind("reason", Noted.ELSEWHERE.stored())
                    .bind("at", clock.millis())
                    .mapTo(Long.class)
                    .list()
                    .size();
            var counted = counts.elsewhere(handle, campaign, added);
            alongside.accept(added);
            return new Recorded(
                    new Elsewhere(added, claimed(handle, campaign, users), counted.tally()), counted.claims());
        });
        memory.claimed(campaign, made.everMade);
        return made.elsewhere;
    }

    private record Recorded(Elsewhere elsewhere, long everMade) {}

    private Set<Long> claimed(Handle handle, long campaign, Collection<Long> users) {
        return handle.createQuery(sql.get("claimed-among"))
                .bind("campaign", campaign)
                .bind("ids", new Ids(users))
                .mapTo(Long.class)
                .set();
    }

    /** One transaction that holds the campaign's row. */
    private <T> T write(long campaign, HandleCallback<T, RuntimeException> work) {
        return storage.write(handle -> {
            handle.createUpdate(sql.get("lock")).bind("campaign", campaign).execute();
            return work.withHandle(handle);
        });
    }

    public Tally tally(long campaign) {
        return counts.tally(campaign);
    }

    /** User ids above {@code after} that have an outcome, ascending, {@link #READ_AHEAD} at most. */
    public List<Long> reached(long campaign, long after) {
        return storage.read(handle -> handle.createQuery(sql.get("reached"))
                .bind("campaign", campaign)
                .bind("after", after)
                .bind("size", READ_AHEAD)
                .setFetchSize(READ_AHEAD)
                .mapTo(Long.class)
                .list());
    }

    /** The highest user id that the campaign has a row for; 0 when there is none. */
    public long lastReached(long campaign) {
        return storage.read(handle -> handle.createQuery(sql.get("last-reached"))
                .bind("campaign", campaign)
                .mapTo(Long.class)
                .one());
    }

    /** Whom an operator released to be sent to again, as far as the targeting selects them: a run begins with these. */
    public List<Long> released(long campaign, Session session, Targeting targeting) {
        return releases.waiting(campaign, session, targeting);
    }

    /** Whom the targeting selects and who is left out since, though the campaign has reached or claimed them before. */
    public LeftOut reachedAndLeftOut(long campaign, Session session, Targeting targeting) {
        return storage.read(handle ->
                Audience.leftOut(Audience.selected(handle.createQuery(sql.get("reached-left-out")), session, targeting)
                        .bind("campaign", campaign)));
    }

    /** Contacts whom the campaign has reached or claimed and whom its targeting does not select any more. */
    public long reachedAndUnselected(long campaign, Session session, Targeting targeting) {
        return targeting.equals(Targeting.EVERYBODY)
                ? 0
                : storage.read(handle -> Audience.selected(
                                handle.createQuery(sql.get("reached-unselected")), session, targeting)
                        .bind("campaign", campaign)
                        .mapTo(Long.class)
                        .one());
    }

    /** Contacts that were erased since the campaign had reached or claimed them. */
    public long reachedAndErased(long campaign, Session session) {
        return storage.read(handle -> handle.createQuery(sql.get("reached-erased"))
                .bind("campaign", campaign)
                .bind("session", session.id())
                .mapTo(Long.class)
                .one());
    }

    /** Claims without an outcome, by user id. While no run is alive, these are what a crash left. */
    public List<Delivery> unsettled(long campaign) {
        return storage.read(handle -> handle.createQuery(sql.get("unsettled"))
                .bind("campaign", campaign)
                .map(DeliveryLedger::delivery)
                .list());
    }

    /** Deliveries in {@code state} with a user id above {@code after}, ascending. */
    public List<Delivery> page(long campaign, State state, long after, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("deliveries"))
                .bind("campaign", campaign)
                .bind("state", state.name())
                .bind("after", after)
                .bind("size", size)
                .map(DeliveryLedger::delivery)
                .list());
    }

    private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                row.getLong("user_id"),
                State.valueOf(row.getString("state")),
                DeliveryReason.of(row.getString("reason")).orElse(null),
                row.getInt("revision"),
                row.getInt("run"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
