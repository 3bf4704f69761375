package org.reprise.telegram.botapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.reprise.telegram.HandoverNotes;

/**
 * The notes of one run in its file. Each claim has a slot from before it is made until its outcome is committed;
 * whoever finds no slot is not named.
 *
 * <p>When a note cannot be written, the file is deleted before anything else leaves; from then on nothing is noted
 * here.
 */
final class HandoverJournal implements HandoverNotes {
    private static final Logger LOG = Logger.getLogger(HandoverJournal.class.getName());

    /** Twice the largest window of claims: a claim without an answer from the database keeps its slots for a while. */
    static final int SLOTS = 2_048;

    private final Path file;
    private final JournalSlots.Owner owner;
    private final JournalSlots slots;
    private final Consumer<HandoverJournal> whenGone;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private List<Long> asked = List.of();
    private volatile boolean abandoned;
    private volatile boolean ended;
    private boolean gone;

    private HandoverJournal(
            Path file, JournalSlots.Owner owner, JournalSlots slots, Consumer<HandoverJournal> whenGone) {
        this.file = file;
        this.owner = owner;
        this.slots = slots;
        this.whenGone = whenGone;
        IntStream.range(0, SLOTS).forEach(free::add);
    }

    /** @param whenGone hears of it when the file is deleted */
    static HandoverJournal make(Path file, JournalSlots.Owner owner, Consumer<HandoverJournal> whenGone)
            throws IOException {
        return new HandoverJournal(file, owner, JournalSlots.make(file, owner, SLOTS), whenGone);
    }

    /** Guarded by itself; what is noted goes by the newest attempt alone. */
    private final class Entry {
        private final long user;
        private final int slot;
        private long at;
        /** The time of an older claim of whose commit nobody knows; 0: there is none. */
        private long before;

        private int revision;
        private Attempt current;

        Entry(long user, int slot) {
            this.user = user;
            this.slot = slot;
        }

        synchronized void claim(long time) {
            before = at;
            at = time;
            note(Noted.IN_HAND);
        }

        synchronized void won() {
            before = 0;
        }

        /** @return false when nothing is left to be noted: nobody of this run has a claim on the user */
        synchronized boolean goesBack() {
            if (before == 0) {
                return false;
            }
            // the older claim may be the one that was in the way
            at = before;
            note(Noted.IN_HAND);
            return true;
        }

        synchronized Attempt attempt(int newRevision) {
            revision = newRevision;
            current = new Attempt(this);
            return current;
        }

        synchronized void forget() {
            current = null;
            if (!abandoned) {
                try {
                    slots.free(slot);
                } catch (IOException e) {
                    abandon(e);
                }
            }
        }

        synchronized boolean leaves(Attempt attempt) {
            return attempt == current && note(Noted.LEFT);
        }

        synchronized void answered(Attempt attempt, Reply reply) {
            if (attempt == current) {
                Noted.of(reply).ifPresent(noted -> note(noted, messageId(reply)));
            }
        }

        private boolean note(Noted noted) {
            return note(noted, OptionalLong.empty());
        }

        /** @return false when it is not noted, and older notes may still be believed */
        private boolean note(Noted noted, OptionalLong messageId) {
            if (abandoned) {
                return isGone();
            }
            try {
                slots.write(slot, new JournalSlots.Entry(user, at, revision, messageId, noted));
                return true;
            } catch (IOException e) {
                return abandon(e);
            }
        }
    }

    private static OptionalLong messageId(Reply reply) {
        return reply instanceof Reply.Answer answer ? answer.messageId() : OptionalLong.empty();
    }

    /** One message to one person. */
    private final class Attempt implements DepartureNote {
        private final Entry entry;

        Attempt(Entry entry) {
            this.entry = entry;
        }

        @Override
        public long reference() {
            return owner.campaign();
        }

        @Override
        public boolean leaves() {
            return entry.leaves(this);
        }

        @Override
        public void answered(Reply reply) {
            entry.answered(this, reply);
        }
    }

    int run() {
        return owner.run();
    }

    /** Of a user who is not named, nothing is noted. */
    DepartureNote handover(long user, int revision) {
        var entry = entries.get(user);
        return entry == null ? DepartureNote.unnoted(owner.campaign()) : entry.attempt(revision);
    }

    /** While its file is still there nothing leaves, and no new one can take its place. */
    @Override
    public synchronized boolean areLost() {
        return gone && !ended;
    }

    @Override
    public void claiming(List<Long> users, Instant at) {
        asked = users;
        for (long user : users) {
            if (!entries.containsKey(user) && !free.isEmpty()) {
                entries.put(user, new Entry(user, free.remove()));
            }
            var entry = entries.get(user);
            if (entry != null) {
                entry.claim(at.toEpochMilli());
            }
        }
    }

    @Override
    public void claimed(Collection<Long> won) {
        var those = new HashSet<>(won);
        for (long user : asked) {
            var entry = entries.get(user);
            if (entry != null && those.contains(user)) {
                entry.won();
            } else if (entry != null && !entry.goesBack()) {
                forget(user);
            }
        }
        asked = List.of();
    }

    @Override
    public void forget(Collection<Long> users) {
        users.forEach(this::forget);
    }

    private void forget(long user) {
        var entry = entries.remove(user);
        if (entry != null) {
            entry.forget();
            free.add(entry.slot);
        }
    }

    private synchronized boolean abandon(IOException cause) {
        if (!abandoned) {
            abandoned = true;
            LOG.log(
                    Level.WARNING,
                    cause,
                    () -> "campaign " + owner.campaign() + " run " + owner.run() + " goes on without its journal "
                            + file
                            + ", which cannot be written to; until it has one again, whoever is claimed is uncertain should Reprise be killed");
        }
        return isGone();
    }

    /**
     * A file that cannot be deleted would be believed: then nothing may leave. Deletes it once and never again: later
     * the path may be that of a new journal.
     */
    private synchronized boolean isGone() {
        try {
            if (!gone) {
                Files.deleteIfExists(file);
                gone = true;
                whenGone.accept(this);
            }
            return true;
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> file + " cannot be deleted");
            return false;
        }
    }

    @Override
    public void end() {
        ended = true;
        abandoned = true;
        isGone();
    }
}
