package org.reprise.telegram.botapi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Session;

/** Tells what people did, once it is new, and notes that it was told. */
@Dependent
class UpdateHandler {
    private static final Logger LOG = Logger.getLogger(UpdateHandler.class.getName());

    private final TakenUpdates taken;
    private final Consumer<Object> tell;

    @Inject
    UpdateHandler(TakenUpdates taken, Event<Object> events) {
        this(taken, events::fire);
    }

    UpdateHandler(TakenUpdates taken, Consumer<Object> tell) {
        this.taken = taken;
        this.tell = tell;
    }

    /**
     * When it returns, all of it is on disk. When it throws, it is not known to be: Telegram is to bring it again.
     *
     * @throws RuntimeException whatever the observers of {@link Incoming} throw, or the database
     */
    void take(Session session, List<JsonObject> updates) {
        var before = taken.among(session, updates.stream().map(Updates::id).toList());
        var fresh = updates.stream()
                .filter(update -> !before.contains(Updates.id(update)))
                .toList();
        var happenings =
                fresh.stream().flatMap(update -> happening(session, update)).toList();
        if (!happenings.isEmpty()) {
            tell.accept(new Incoming(session, happenings));
        }
        taken.note(session, fresh.stream().map(Updates::id).toList());
    }

    /** One that cannot be read must not keep those behind it away for ever. */
    private static Stream<Happening> happening(Session session, JsonObject update) {
        try {
            return Updates.happening(update).stream();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "session " + session.name() + ": update " + Updates.id(update) + " cannot be read");
            return Stream.empty();
        }
    }
}
