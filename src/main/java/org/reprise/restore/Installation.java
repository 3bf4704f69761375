package org.reprise.restore;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;
import org.reprise.Settings;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Which database this is, where it lies, and how far it knows its campaigns. */
@Dependent
public class Installation {
    private static final Logger LOG = Logger.getLogger(Installation.class.getName());

    private final Statements sql = Statements.of("restore");
    private final Storage storage;
    private final boolean sqlite;
    private final Clock clock;

    @Inject
    public Installation(Storage storage, Settings settings, Clock clock) {
        this.storage = storage;
        this.sqlite = settings.database().isSqlite();
        this.clock = clock;
    }

    private record Row(UUID id, UUID memory, Reason notice) {
        static final Row NONE = new Row(null, null, null);
    }

    DatabaseState state() {
        var place = sqlite ? placeOfFile() : placeOfTables();
        return storage.read(handle -> {
            var row = row(handle).orElse(Row.NONE);
            return new DatabaseState(
                    row.id,
                    row.memory,
                    place,
                    row.notice,
                    slots(handle, "known"),
                    slots(handle, "lost"),
                    doubts(handle));
        });
    }

    private Optional<Row> row(Handle handle) {
        return handle.createQuery(sql.get("installation"))
                .map((row, context) -> new Row(
                        UUID.fromString(row.getString("id")),
                        Optional.ofNullable(row.getString("memory"))
                                .map(UUID::fromString)
                                .orElse(null),
                        Optional.ofNullable(row.getString("notice"))
                                .map(Reason::valueOf)
                                .orElse(null)))
                .findOne();
    }

    private Map<Long, Slot> slots(Handle handle, String statement) {
        var slots = new HashMap<Long, Slot>();
        handle.createQuery(sql.get(statement))
                .map((row, context) ->
                        slots.put(row.getLong("campaign"), new Slot(row.getLong("claims"), row.getInt("changes"))))
                .list();
        return slots;
    }

    private Map<Long, Doubt> doubts(Handle handle) {
        return handle.createQuery(sql.get("doubts"))
                .bind("scope", (Long) null)
                .map(MaybeReached::doubt)
                .collect(Collectors.toMap(Doubt::campaign, doubt -> doubt));
    }

    private Place placeOfFile() {
        var file = storage.read(
                handle -> handle.createQuery(Statements.of("storage").get("sqlite-file"))
                        .mapTo(String.class)
                        .one());
        // a database in memory has none, and ends with the process
        return file == null || file.isEmpty() ? Place.UNKNOWN : Place.of(Path.of(file));
    }

    /** Not every kind of PostgreSQL says it to everybody. */
    private long system(Handle handle) {
        try {
            return handle.createQuery(sql.get("system")).mapTo(Long.class).one();
        } catch (StatementException e) {
            LOG.log(Level.FINE, e, () -> "PostgreSQL does not say which system it is");
            return 0;
        }
    }

    private Place placeOfTables() {
        long tables = storage.read(handle -> handle.createQuery(sql.get("place"))
                .map((row, context) -> row.getLong("database") << 32 | row.getLong("campaign"))
                .one());
        return new Place(tables, storage.read(this::system));
    }

    /**
     * Writes down which database this is, unless that is known, and what was found, with whatever {@code record} does,
     * in one transaction.
     *
     * @return which database it is: another server may have said so a moment before
     */
    UUID record(UUID id, Optional<Finding> finding, Consumer<Finding> record) {
        return storage.write(handle -> {
            handle.createUpdate(sql.get("install")).bind("id", id.toString()).execute();
            finding.ifPresent(found -> {
                write(handle, found);
                record.accept(found);
            });
            return row(handle).orElseThrow().id;
        });
    }

    /** That memory watches it from now on. */
    void bind(UUID memory) {
        storage.write(handle -> handle.createUpdate(sql.get("bind"))
                .bind("memory", memory.toString())
                .execute());
    }

    private void write(Handle handle, Finding finding) {
        handle.createUpdate(sql.get("notice"))
                .bind("notice", finding.reason().name())
                .bind("at", clock.instant())
                .execute();
        finding.ahead().forEach((campaign, slot) -> {
            boolean known = write(handle, "catch-up", campaign, slot) > 0;
            if (!known) {
                write(handle, "lose", campaign, slot);
            }
        });
        finding.doubts()
                .values()
                .forEach(doubt -> handle.createUpdate(sql.get("doubt"))
                        .bind("campaign", doubt.campaign())
                        .bindByType("people", doubt.people(), Long.class)
                        .bind("at", clock.instant())
                        .execute());
    }

    private int write(Handle handle, String statement, long campaign, Slot slot) {
        return handle.createUpdate(sql.get(statement))
                .bind("campaign", campaign)
                .bind("claims", slot.claims())
                .bind("changes", slot.changes())
                .execute();
    }
}
