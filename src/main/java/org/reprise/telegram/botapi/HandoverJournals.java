package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.storage.BootId;
import org.reprise.storage.PrivateFiles;
import org.reprise.telegram.Claim;
import org.reprise.telegram.HandoverNotes;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Settlement;

/**
 * The journals of this data directory, one for each run: of those that this process made it writes, of those that an
 * earlier one left it reads. src/adr/0018 says what may be concluded from one.
 */
@ApplicationScoped
class HandoverJournals {
    private static final Logger LOG = Logger.getLogger(HandoverJournals.class.getName());

    private final Path directory;
    private final Supplier<Optional<String>> bootId;

    /** Of each campaign, the number of the newest run: an older one hands nothing over any more. */
    private final Map<Long, Integer> newestRuns = new ConcurrentHashMap<>();

    /** That run's journal. */
    private final Map<Long, HandoverJournal> newest = new ConcurrentHashMap<>();

    /** What this process wrote, or tried to, says nothing of messages that may still leave it. */
    private final Set<Path> own = ConcurrentHashMap.newKeySet();

    /** Of runs that should have a journal and have none; that is told once. */
    private final Set<Path> lost = ConcurrentHashMap.newKeySet();

    @Inject
    HandoverJournals(Settings settings) {
        this(settings.dataDir(), BootId::current);
    }

    /** @param bootId tells one start of the machine from all others; empty: nothing can be told */
    HandoverJournals(Path dataDir, Supplier<Optional<String>> bootId) {
        this.directory = dataDir.resolve("journal");
        this.bootId = bootId;
    }

    /** As {@link org.reprise.telegram.TelegramGateway#notes}. */
    HandoverNotes open(long campaign, int run) {
        var owner = owner(campaign, run);
        if (owner.isEmpty() || newestRuns.merge(campaign, run, Math::max) > run) {
            return HandoverNotes.NONE;
        }
        newest.computeIfPresent(campaign, (id, journal) -> journal.run() <= run ? null : journal);
        var file = file(campaign, run);
        own.add(file);
        try {
            PrivateFiles.makeDirectory(directory);
            Files.deleteIfExists(file);
            var journal = HandoverJournal.make(file, owner.get(), gone -> forget(campaign, file, gone));
            var kept = newest.merge(campaign, journal, (one, other) -> one.run() > other.run() ? one : other);
            if (kept != journal) {
                journal.end();
                return HandoverNotes.NONE;
            }
            if (lost.remove(file)) {
                LOG.info(() -> "campaign " + campaign + " run " + run + " keeps a journal of what leaves again");
            }
            return journal;
        } catch (IOException | RuntimeException | InternalError e) {
            if (lost.add(file)) {
                LOG.log(
                        Level.WARNING,
                        () -> "campaign " + campaign + " run " + run + " keeps no journal of what leaves: " + file
                                + " cannot be made (" + e + "). It sends all the same, and tries again every "
                                + "few seconds; should Reprise be killed before, whoever is claimed is uncertain. Make "
                                + "room there, or give it to the user that Reprise runs as.");
            }
            delete(file);
            return new Lost(file);
        }
    }

    /** What was made of it on a full disk. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> file + " cannot be deleted");
        }
    }

    /** In place of a journal that cannot be made. */
    private final class Lost implements HandoverNotes {
        private final Path file;

        Lost(Path file) {
            this.file = file;
        }

        @Override
        public boolean areLost() {
            return true;
        }

        @Override
        public void end() {
            lost.remove(file);
        }
    }

    private void forget(long campaign, Path file, HandoverJournal gone) {
        own.remove(file);
        newest.computeIfPresent(campaign, (id, journal) -> journal == gone ? null : journal);
        if (gone.areLost()) {
            lost.add(file);
        } else {
            lost.remove(file);
        }
    }

    private Optional<JournalSlots.Owner> owner(long campaign, int run) {
        return bootId.get()
                .filter(id -> !id.isBlank())
                .map(id -> new JournalSlots.Owner(UUID.nameUUIDFromBytes(id.getBytes(UTF_8)), campaign, run));
    }

    private Path file(long campaign, int run) {
        return directory.resolve("campaign-" + campaign + "-run-" + run + ".journal");
    }

    /** For a message of the campaign's newest run; of others nothing is noted. */
    DepartureNote handover(OutgoingMessage message) {
        var journal = newest.get(message.reference());
        return journal == null
                ? DepartureNote.unnoted(message.reference())
                : journal.handover(message.recipient(), message.revision());
    }

    /** As {@link org.reprise.telegram.TelegramGateway#settle}. */
    Map<Long, Settlement> settle(List<Claim> claims) {
        var answers = new HashMap<Long, Settlement>();
        claims.stream()
                .collect(groupingBy(Claim::reference, groupingBy(Claim::run)))
                .forEach((campaign, runs) -> runs.forEach((run, those) -> {
                    var entries = entries(campaign, run);
                    those.forEach(claim -> answers.put(claim.recipient(), settlement(claim, entries)));
                }));
        return answers;
    }

    /** Another claim of the same person has another time. */
    private static Settlement settlement(Claim claim, Map<Long, JournalSlots.Entry> entries) {
        var entry = entries.get(claim.recipient());
        return entry == null || entry.at() != claim.claimedAt().toEpochMilli()
                ? new Settlement.Unknown()
                : entry.noted().settlement(entry.revision(), entry.messageId());
    }

    private Map<Long, JournalSlots.Entry> entries(long campaign, int run) {
        var file = file(campaign, run);
        var owner = owner(campaign, run);
        if (owner.isEmpty() || own.contains(file) || !Files.exists(file)) {
            return Map.of();
        }
        try {
            return JournalSlots.read(file, owner.get());
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    () -> "campaign " + campaign + " run " + run + ": its journal " + file + " is not believed ("
                            + e.getMessage() + "), so whoever it had claimed is uncertain");
            return Map.of();
        }
    }

    /** As {@link org.reprise.telegram.TelegramGateway#settled}. */
    void settled(long campaign, int run) {
        var file = file(campaign, run);
        if (!own.contains(file)) {
            delete(file);
        }
    }
}
