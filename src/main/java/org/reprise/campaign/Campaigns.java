package org.reprise.campaign;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.LocalizedMessage;
import org.reprise.access.Audit;
import org.reprise.access.AuditAction;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.access.CurrentCaller;
import org.reprise.audience.StoredTargeting;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.EndCause;
import org.reprise.delivery.ledger.Tally;
import org.reprise.delivery.run.RunOutcome;
import org.reprise.message.Message;
import org.reprise.message.StoredExtras;
import org.reprise.message.TextFormat;
import org.reprise.restore.ClaimMemory;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;

/**
 * Campaigns in storage, with their revisions and what happened to them. Every change is guarded: it is made to the
 * campaign that was read, or read again and decided anew, so two servers never undo each other.
 */
@Dependent
public class Campaigns {
    /** At a start. */
    private static final int MAX_RECALLED = 2_000;

    private final Statements sql = Statements.of("campaign");
    private final Storage storage;
    private final ClaimMemory memory;
    private final RecentActivity recent;
    private final Audit audit;
    private final Clock clock;
    private final CurrentCaller caller;

    @Inject
    public Campaigns(
            Storage storage,
            ClaimMemory memory,
            RecentActivity recent,
            Audit audit,
            Clock clock,
            CurrentCaller caller) {
        this.storage = storage;
        this.memory = memory;
        this.recent = recent;
        this.audit = audit;
        this.clock = clock;
        this.caller = caller;
    }

    /**
     * A campaign as it was committed.
     *
     * @param noted with it
     */
    private record Changed(Campaign campaign, Optional<Activity> noted) {}

    /** A place in the list, newest first: what follows it. */
    public record Cursor(Instant createdAt, long id) {
        /** Behind the campaign, in the order of {@link #page}. */
        public static Cursor of(Campaign campaign) {
            return new Cursor(campaign.times().createdAt(), campaign.id());
        }

        public static final Cursor START = new Cursor(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);
    }

    /** What changes are stamped with. */
    Instant now() {
        return clock.instant();
    }

    /** Who changes them on this thread, for the end of a line of the log. */
    String by() {
        return audit.by();
    }

    /** Empty as well when it is another account's than the caller's; so are all that read or change one by its id. */
    public Optional<Campaign> find(long id) {
        return storage.read(handle -> find(handle, id));
    }

    /** Of what was not read here for the caller: whether it would be. */
    boolean maySee(Campaign campaign) {
        return caller.maySee(campaign.accountId());
    }

    /** Whether there is a campaign of that id, of whatever account. */
    boolean isTaken(long id) {
        return storage.read(handle -> isTaken(handle, id));
    }

    private boolean isTaken(Handle handle, long id) {
        return handle.createQuery(sql.get("is-taken"))
                .bind("id", id)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** Of all accounts: for what works for nobody. */
    public List<Campaign> all() {
        return storage.read(
                handle -> select(handle, "all").map(Campaigns::campaign).list());
    }

    /**
     * @param accountId null: of all accounts that the caller may see
     * @param status null: in any
     */
    public List<Campaign> page(Long accountId, CampaignStatus status, Cursor after, int size) {
        return storage.read(handle -> select(handle, "page")
                .bind("at", after.createdAt)
                .bind("id", after.id)
                .bind("account", accountId)
                .bind("scope", caller.scope())
                .bind("status", status == null ? null : status.toString())
                .bind("size", size)
                .map(Campaigns::campaign)
                .list());
    }

    /** Those that use the session. */
    public List<Campaign> of(Session session) {
        return storage.read(handle -> select(handle, "of-session")
                .bind("session", session.id())
                .map(Campaigns::campaign)
                .list());
    }

    /** Whether there is a campaign of that id, and Reprise chose the id. */
    boolean isIdGivenOut(long id) {
        return storage.read(handle -> handle.createQuery(sql.get("id-given-out"))
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /**
     * Creates a campaign.
     *
     * @param id the caller's own, or null for the next free one
     * @param like the campaign that it is a copy of; null: of none
     * @return empty when {@code id} is taken: nothing was created
     */
    Optional<Campaign> create(Long id, CampaignSettings settings, Long like, long audienceSize) {
        Optional<Changed> created = storage.write(handle -> {
            long newId = id != null ? id : nextFree(handle);
            if (insert(handle, newId, id == null, settings, audienceSize) == 0) {
                return Optional.empty();
            }
            writeRevision(handle, "insert-revision", newId, 1, settings.message());
            var noted = insertActivity(
                    handle,
                    newId,
                    ActivityType.CREATED,
                    LocalizedMessage.of("activity.session", settings.session().name()));
            audit.note(
                    settings.accountId(),
                    AuditAction.CAMPAIGN_CREATED,
                    Subject.of("campaign", newId),
                    ChangeNotes.created(settings, like));
            return find(handle, newId).map(campaign -> new Changed(campaign, Optional.of(noted)));
        });
        created.ifPresent(made -> {
            remember(made.campaign);
            recent.put(made.campaign, made.noted.stream().toList());
        });
        return created.map(Changed::campaign);
    }

    /** The data directory knows of the change when it is answered. */
    private void remember(Campaign campaign) {
        memory.changed(campaign.id(), campaign.changes());
    }

    /**
     * Reads the campaign, lets {@code decide} make another one of it, and stores that if nobody else changed the
     * campaign meanwhile; else begins again. Returning the same campaign changes nothing; throwing refuses.
     *
     * @param type of the activity that is noted with the change; null: none is
     * @throws CampaignRefused unknown, when there is no such campaign
     */
    Campaign change(long id, ActivityType type, UnaryOperator<Campaign> decide) {
        return change(id, type, (LocalizedMessage) null, decide);
    }

    /** As above, with details of the activity; null: there are none. */
    Campaign change(long id, ActivityType type, LocalizedMessage details, UnaryOperator<Campaign> decide) {
        return change(id, type, (before, after) -> details, decide);
    }

    /** As above; {@code details} are told by the campaign before and after the change. */
    Campaign change(
            long id,
            ActivityType type,
            BiFunction<Campaign, Campaign, LocalizedMessage> details,
            UnaryOperator<Campaign> decide) {
        return change(id, type, details, decide, campaign -> {});
    }

    /**
     * As above.
     *
     * @param alongside is done in the same transaction, with the campaign as it was: when it throws, nothing was done.
     *     It may be done again, in another transaction, when somebody else changed the campaign meanwhile
     */
    Campaign change(
            long id,
            ActivityType type,
            BiFunction<Campaign, Campaign, LocalizedMessage> details,
            UnaryOperator<Campaign> decide,
            Consumer<Campaign> alongside) {
        Optional<Changed> changed;
        do {
            changed = storage.write(handle -> tryToChange(handle, id, type, details, decide, alongside));
        } while (changed.isEmpty());
        var now = changed.get();
        remember(now.campaign);
        recent.changed(now.campaign, now.noted);
        return now.campaign;
    }

    /**
     * Stops what runs, and what would run when its session is back, and notes what a restore means for each.
     *
     * @param concerned what is noted, by campaign; those that are stopped and not among them are told so alone
     * @return those that were stopped
     */
    List<Campaign> stopForRestore(Map<Long, LocalizedMessage> concerned, EndCause why) {
        var all = storage.write(handle -> {
            var stopped = select(handle, "all")
                    .map(Campaigns::campaign)
                    .filter(campaign -> campaign.isRunning() || campaign.lostItsSession())
                    .list();
            stopped.forEach(campaign -> stop(handle, campaign, why));
            stopped.stream()
                    .filter(campaign -> !concerned.containsKey(campaign.id()))
                    .forEach(campaign -> insertActivity(handle, campaign.id(), ActivityType.RESTORED, why.said()));
            concerned.forEach((campaign, note) -> {
                if (isTaken(handle, campaign)) {
                    insertActivity(handle, campaign, ActivityType.RESTORED, note);
                }
            });
            return stopped;
        });
        concerned.keySet().forEach(recent::noted);
        all.forEach(campaign -> recent.noted(campaign.id()));
        return all;
    }

    private void stop(Handle handle, Campaign campaign, EndCause why) {
        if (update(handle, campaign.ended(RunOutcome.STOPPED, why, clock.instant())) == 0) {
            throw new IllegalStateException("campaign " + campaign.id() + " was changed while it was to be stopped");
        }
    }

    /**
     * Deletes a campaign that nobody was written to by. What the data directory remembers of it is kept in step, so
     * that a restart does not take its absence for an older database.
     *
     * @param check throws when it is not to be deleted
     * @return the campaign as it was
     * @throws CampaignRefused unknown
     */
    Campaign delete(long id, Consumer<Campaign> check) {
        Optional<Campaign> deleted;
        do {
            deleted = storage.write(handle -> tryToDelete(handle, id, check));
        } while (deleted.isEmpty());
        recent.noted(id);
        return deleted.get();
    }

    private Optional<Campaign> tryToDelete(Handle handle, long id, Consumer<Campaign> check) {
        var campaign = find(handle, id).orElseThrow(CampaignRefused::unknown);
        check.accept(campaign);
        int held = handle.createUpdate(sql.get("hold"))
                .bind("id", id)
                .bind("changes", campaign.changes())
                .execute();
        if (held == 0) {
            return Optional.empty();
        }
        if (handle.createQuery(sql.get("has-deliveries"))
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent()) {
            throw CampaignRefused.conflict(LocalizedMessage.of("campaign.delete.reached", String.valueOf(id)));
        }
        audit.note(
                campaign.accountId(),
                AuditAction.CAMPAIGN_DELETED,
                Subject.of("campaign", id),
                ChangeNotes.deleted(campaign));
        for (var statement : List.of("lose-deleted", "delete-revisions", "delete-activity", "delete")) {
            handle.createUpdate(sql.get(statement)).bind("id", id).execute();
        }
        return Optional.of(campaign);
    }

    /** Notes that an operator settled a campaign's doubt; one that is not known here has no notes. */
    void noteAccepted(long id) {
        storage.write(handle -> {
            // of whatever account: one decision settles all
            if (isTaken(handle, id)) {
                insertActivity(handle, id, ActivityType.ACCEPTED, null);
            }
            return null;
        });
        recent.noted(id);
    }

    private Optional<Changed> tryToChange(
            Handle handle,
            long id,
            ActivityType type,
            BiFunction<Campaign, Campaign, LocalizedMessage> details,
            UnaryOperator<Campaign> decide,
            Consumer<Campaign> alongside) {
        var before = find(handle, id).orElseThrow(CampaignRefused::unknown);
        var after = decide.apply(before);
        if (after == before) {
            return Optional.of(new Changed(before, Optional.empty()));
        }
        if (update(handle, after) == 0) {
            return Optional.empty();
        }
        alongside.accept(before);
        note(type, before, after);
        if (after.revision() > before.revision()) {
            writeRevision(handle, "insert-revision", after);
        } else if (!after.message().equals(before.message())) {
            writeRevision(handle, "rewrite-revision", after);
        }
        Optional<Activity> noted = type == null
                ? Optional.empty()
                : Optional.of(insertActivity(handle, id, type, details.apply(before, after)));
        return find(handle, id).map(campaign -> new Changed(campaign, noted));
    }

    private void note(ActivityType type, Campaign before, Campaign after) {
        ChangeNotes.action(type)
                .ifPresent(action -> audit.note(
                        after.accountId(),
                        action,
                        Subject.of("campaign", after.id()),
                        ChangeNotes.between(before, after)));
    }

    /** All of them, however many: for a look at each text, not for people. */
    public List<MessageRevision> revisions(long campaign) {
        return revisions(campaign, 0, Integer.MAX_VALUE);
    }

    /** In the order of their numbers. */
    public List<MessageRevision> revisions(long campaign, int after, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("revisions"))
                .bind("campaign", campaign)
                .bind("after", after)
                .bind("size", size)
                .map((row, context) -> revision(row))
                .list());
    }

    /** In the order of their numbers. */
    List<MessageRevision> newestRevisions(long campaign, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("newest-revisions"))
                .bind("campaign", campaign)
                .bind("size", size)
                .map((row, context) -> revision(row))
                .list());
    }

    private static MessageRevision revision(ResultSet row) throws SQLException {
        return new MessageRevision(
                row.getInt("number"), message(row), instant(row, "created_at"), row.getLong("sent_count"));
    }

    /** What happened, newest first. */
    public List<Activity> activity(long campaign, int size) {
        return storage.read(handle -> handle.createQuery(sql.get("activity"))
                .bind("campaign", campaign)
                .bind("size", size)
                .map((row, context) -> activity(row))
                .list());
    }

    /** The newest ten, newest first, from memory; what is missing there is read. */
    public List<Activity> newestActivity(Campaign campaign) {
        return recent.of(campaign).orElseGet(() -> {
            var read = activity(campaign.id(), RecentActivity.SIZE);
            recent.put(campaign, read);
            return read;
        });
    }

    /**
     * Takes away old activities of all campaigns, in one transaction.
     *
     * @return how many; fewer than {@code size}: there are no more
     */
    int forgetActivity(Instant before, int size) {
        int forgotten = storage.write(handle -> handle.createUpdate(sql.get("forget-activity"))
                .bind("before", before)
                .bind("size", size)
                .execute());
        if (forgotten > 0) {
            recent.forgotten();
        }
        return forgotten;
    }

    /** Has memory know what happened to the newest campaigns, so that nobody who asks for it waits for the database. */
    void recallActivity(List<Campaign> campaigns) {
        Map<Long, List<Activity>> read = storage.read(handle -> handle.createQuery(sql.get("newest-activity"))
                .bind("campaigns", MAX_RECALLED)
                .bind("size", RecentActivity.SIZE)
                .map((row, context) -> Map.entry(row.getLong("campaign_id"), activity(row)))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList()))));
        campaigns.stream()
                .filter(campaign -> read.containsKey(campaign.id()))
                .forEach(campaign -> recent.put(campaign, read.get(campaign.id())));
    }

    private static Activity activity(ResultSet row) throws SQLException {
        return new Activity(
                instant(row, "at"),
                ActivityType.of(row.getString("type")),
                said(row, "details"),
                row.getString("actor"));
    }

    private Query select(Handle handle, String statement) {
        return handle.createQuery(sql.get(statement)).define("campaign", sql.get("campaign"));
    }

    private Optional<Campaign> find(Handle handle, long id) {
        return select(handle, "find")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Campaigns::campaign)
                .findOne();
    }

    /** Ids that callers chose themselves are stepped over. */
    private long nextFree(Handle handle) {
        long id = Storage.nextId(handle, "campaign");
        while (isTaken(handle, id) || isLost(handle, id)) {
            id = Storage.nextId(handle, "campaign");
        }
        return id;
    }

    private boolean isLost(Handle handle, long id) {
        return handle.createQuery(sql.get("is-lost"))
                .bind("id", id)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    private int insert(Handle handle, long id, boolean givenOut, CampaignSettings settings, long audienceSize) {
        var statement = handle.createUpdate(sql.get("insert"))
                .bind("id", id)
                .bind("givenOut", givenOut)
                .bind("audience", audienceSize)
                .bind("at", clock.instant());
        return bind(statement, settings).execute();
    }

    private int update(Handle handle, Campaign campaign) {
        var statement = handle.createUpdate(sql.get("change"))
                .bind("id", campaign.id())
                .bind("status", campaign.status().toString())
                .bind("revision", campaign.revision())
                .bind("version", campaign.version())
                .bind("changes", campaign.changes())
                .bind("run", campaign.run())
                .bind("audience", campaign.audienceSize())
                .bind(
                        "endKind",
                        campaign.lifecycle().end() == null
                                ? null
                                : campaign.lifecycle().end().kind().name())
                .bind("error", english(campaign.error()))
                .bind("errorSaid", stored(campaign.error()))
                .bindByType("updated", campaign.times().updatedAt(), Instant.class)
                .bindByType("started", campaign.times().startedAt(), Instant.class)
                .bindByType("completed", campaign.times().completedAt(), Instant.class)
                .bindByType("archived", campaign.times().archivedAt(), Instant.class);
        return bind(statement, campaign.settings()).execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, CampaignSettings settings) {
        return StoredTargeting.bind(statement, settings.targeting())
                .bind("account", settings.accountId())
                .bind("name", settings.name())
                .bind("session", settings.session().id())
                .bind("limit", settings.limits().limit())
                .bind("target", settings.limits().targetRecipients())
                .bind("sleep", settings.pace().toMillis());
    }

    private void writeRevision(Handle handle, String how, Campaign campaign) {
        writeRevision(handle, how, campaign.id(), campaign.revision(), campaign.message());
    }

    private void writeRevision(Handle handle, String how, long campaign, int number, Message message) {
        handle.createUpdate(sql.get(how))
                .bind("campaign", campaign)
                .bind("number", number)
                .bind("text", message.text())
                .bind("format", message.format().name())
                .bind("extras", StoredExtras.of(message.extras()))
                .bind("personal", message.isPersonal())
                .bind("at", clock.instant())
                .execute();
    }

    private Activity insertActivity(Handle handle, long campaign, ActivityType type, LocalizedMessage details) {
        // as storage keeps it
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        handle.createUpdate(sql.get("insert-activity"))
                .bind("campaign", campaign)
                .bind("at", at)
                .bind("type", type.toString())
                .bind("details", details == null ? "" : details.toString())
                .bind("detailsSaid", stored(details))
                .bind("actor", audit.actor())
                .execute();
        return new Activity(at, type, details, audit.actor());
    }

    private static Message message(ResultSet row) throws SQLException {
        return Message.accepted(
                row.getString("text"),
                TextFormat.valueOf(row.getString("format")),
                StoredExtras.restored(row.getString("extras")),
                row.getBoolean("personal"));
    }

    static Campaign campaign(ResultSet row, StatementContext context) throws SQLException {
        return new Campaign(
                row.getLong("id"),
                settings(row),
                new Campaign.Versions(row.getInt("revision"), row.getInt("version"), row.getInt("changes")),
                new Lifecycle(CampaignStatus.of(row.getString("status")), row.getInt("run"), end(row), times(row)),
                row.getLong("audience_size"),
                new Tally(
                        row.getLong("claimed_count"),
                        row.getLong("sent_count"),
                        row.getLong("failed_count"),
                        row.getLong("uncertain_count"),
                        row.getLong("counts_version")));
    }

    private static EndCause end(ResultSet row) throws SQLException {
        var kind = row.getString("end_kind");
        return kind == null ? null : new EndCause(EndCause.Kind.valueOf(kind), said(row, "error"));
    }

    private static CampaignSettings settings(ResultSet row) throws SQLException {
        return new CampaignSettings(
                row.getLong("account_id"),
                row.getString("name"),
                Sessions.session(row, "session_"),
                message(row),
                new Limits(number(row, "max_recipients"), number(row, "target_recipients")),
                Duration.ofMillis(row.getLong("sleep_millis")),
                StoredTargeting.read(row));
    }

    private static Lifecycle.Times times(ResultSet row) throws SQLException {
        return new Lifecycle.Times(
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "started_at"),
                instant(row, "completed_at"),
                instant(row, "archived_at"));
    }

    private static String english(LocalizedMessage said) {
        return said == null ? null : said.toString();
    }

    private static String stored(LocalizedMessage said) {
        return said == null ? null : said.stored();
    }

    /** Rows of before V6 have the English words alone. */
    private static LocalizedMessage said(ResultSet row, String column) throws SQLException {
        var stored = row.getString(column + "_said");
        if (stored != null) {
            return LocalizedMessage.restored(stored);
        }
        var english = row.getString(column);
        return english == null || english.isEmpty() ? null : LocalizedMessage.verbatim(english);
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
