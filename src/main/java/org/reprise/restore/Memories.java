package org.reprise.restore;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.reprise.Settings;

/** Compares the database with what the data directory remembers, and goes on remembering. */
@Dependent
public class Memories {
    private final Path directory;
    private final Installation installation;
    private final ClaimMemory memory;

    @Inject
    public Memories(Settings settings, Installation installation, ClaimMemory memory) {
        this.directory = settings.dataDir();
        this.installation = installation;
        this.memory = memory;
    }

    /**
     * Once a start, after the migration and before anything is read for sending. What is found is written down by
     * {@code record}, in one transaction with whatever that does besides; only then the memory is made anew. A process
     * that dies in between finds the same again.
     *
     * @param watched whether this process saw the database alive until now, in the hands of another server
     * @throws UncheckedIOException when the data directory cannot be written to
     */
    public void compare(boolean watched, Consumer<Finding> record) {
        var state = installation.state();
        var id = Optional.ofNullable(state.installation()).orElseGet(UUID::randomUUID);
        var all = all();
        var mine = all.stream().filter(it -> it.installation().equals(id)).findFirst();
        all.removeIf(it -> it.installation().equals(id));
        var finding = new Comparison(state, mine.orElse(null), all, watched).finding();
        // a copy of a memory is none to be trusted twice
        var keeps = mine.filter(it -> it.atHome() || watched).map(Memory::id).orElseGet(UUID::randomUUID);
        var recorded = installation.record(id, finding, record);
        open(new Memory(keeps, recorded, state.place(), true, new HashMap<>()), mine.orElse(null));
        installation.bind(keeps);
    }

    private void open(Memory anew, Memory before) {
        if (before != null && before.installation().equals(anew.installation())) {
            anew.slots().putAll(before.slots());
        }
        installation
                .state()
                .campaigns()
                .forEach((campaign, slot) -> anew.slots().merge(campaign, slot, Slot::caughtUpWith));
        try {
            memory.open(MappedSlots.over(directory, anew));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data directory " + directory + " cannot be written to, and what is remembered of the database"
                            + " with it. Make room there, or give it to the user that Reprise runs as.",
                    e);
        }
    }

    private List<Memory> all() {
        var found = new ArrayList<Memory>();
        try (var files = Files.newDirectoryStream(directory, "ledger-*.memory")) {
            files.forEach(file -> MemoryFile.read(file)
                    .filter(it -> MemoryFile.in(directory, it.installation()).equals(file))
                    .ifPresent(found::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
