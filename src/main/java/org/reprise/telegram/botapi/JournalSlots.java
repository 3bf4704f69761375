package org.reprise.telegram.botapi;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32;
import org.reprise.storage.PrivateFiles;

/**
 * How a journal lies in its file: a header that says whose it is, then 40 bytes for each slot: a word that holds what
 * is noted and a check of the rest, the user, the claim's time, the revision, the message's id. Numbers are big-endian.
 * The word is written last, so one that does not fit the rest belongs to an entry that was torn, and is no entry.
 *
 * <p>The operating system keeps what a killed process wrote; nothing is ever forced to the disk.
 */
final class JournalSlots {
    static final int HEADER = 4096;
    static final int SLOT = 40;

    /** With each way to lie in a file another one: what an earlier Reprise left is no journal to this one. */
    private static final long MAGIC = 0x5245504a524e4c32L; // REPJRNL2

    /** Far more than any journal has. */
    private static final int MAX_SIZE = 1 << 24;

    private static final int SUMMED = 8 * 6;
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /**
     * Whose hand-overs a journal holds.
     *
     * @param boot of the machine: what a file holds after another start of it was perhaps never written
     */
    record Owner(UUID boot, long campaign, int run) {}

    /**
     * @param at milliseconds since 1970
     * @param messageId as in {@link org.reprise.telegram.SendOutcome.Sent}; in the file 0 when there is none
     */
    record Entry(long user, long at, int revision, OptionalLong messageId, Noted noted) {
        private long message() {
            return messageId.orElse(0);
        }
    }

    private final ByteBuffer bytes;

    private JournalSlots(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Makes the file, for its owner's eyes only. All of its bytes are written at once: on a full disk this fails, and
     * not a note.
     */
    static JournalSlots make(Path file, Owner owner, int slots) throws IOException {
        try (var channel = FileChannel.open(file, CREATE_NEW, READ, WRITE)) {
            PrivateFiles.closeFile(file);
            var zeros = ByteBuffer.allocate(HEADER + slots * SLOT);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            var made = new JournalSlots(channel.map(READ_WRITE, 0, zeros.capacity()));
            made.bytes.put(0, header(owner, file));
            return made;
        }
    }

    private static byte[] header(Owner owner, Path file) throws IOException {
        var header = ByteBuffer.allocate(SUMMED + 8)
                .putLong(MAGIC)
                .putLong(owner.boot.getMostSignificantBits())
                .putLong(owner.boot.getLeastSignificantBits())
                .putLong(owner.campaign)
                .putLong(owner.run)
                .putLong(number(file));
        var sum = new CRC32();
        sum.update(header.array(), 0, SUMMED);
        return header.putLong(sum.getValue()).array();
    }

    /** Of the file in its file system: a copy out of a backup has another one. */
    private static long number(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (Long) Files.getAttribute(file, "unix:ino")
                : 0;
    }

    /**
     * The slot is nobody's until the next entry in it is complete.
     *
     * @throws IOException as {@link #write}
     */
    void free(int slot) throws IOException {
        try {
            clear(HEADER + slot * SLOT);
        } catch (InternalError e) {
            throw new IOException(e);
        }
    }

    private void clear(int at) {
        LONG.setVolatile(bytes, at, 0L);
    }

    /** @throws IOException when the file took nothing: it was cut short, or its disk is gone */
    void write(int slot, Entry entry) throws IOException {
        int at = HEADER + slot * SLOT;
        long word = word(entry);
        try {
            if (!isOf(entry, at)) {
                clear(at);
                LONG.setVolatile(bytes, at + 8, entry.user);
                LONG.setVolatile(bytes, at + 16, entry.at);
                LONG.setVolatile(bytes, at + 24, (long) entry.revision);
                LONG.setVolatile(bytes, at + 32, entry.message());
            }
            LONG.setVolatile(bytes, at, word);
            if ((long) LONG.getVolatile(bytes, at) != word || !isOf(entry, at)) {
                // the virtual machine has something to say about that, and does so when it is entered next: here
                Thread.yield();
                throw new IOException("what was written is not there");
            }
        } catch (InternalError e) {
            // so the virtual machine tells of a mapped page that has no disk behind it
            throw new IOException(e);
        }
    }

    private boolean isOf(Entry entry, int at) {
        return user(at) == entry.user
                && time(at) == entry.at
                && revision(at) == entry.revision
                && message(at) == entry.message();
    }

    private static long word(Entry entry) {
        long mixed = entry.user;
        mixed = mix(mixed) ^ entry.at;
        mixed = mix(mixed) ^ entry.revision;
        mixed = mix(mixed) ^ entry.message();
        mixed = mix(mixed) ^ entry.noted.code;
        return mix(mixed) & ~0xffL | entry.noted.code;
    }

    /** As in java.util.SplittableRandom: each bit that is given changes half of what comes out. */
    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    private long user(int at) {
        return (long) LONG.getVolatile(bytes, at + 8);
    }

    private long time(int at) {
        return (long) LONG.getVolatile(bytes, at + 16);
    }

    private long revision(int at) {
        return (long) LONG.getVolatile(bytes, at + 24);
    }

    private long message(int at) {
        return (long) LONG.getVolatile(bytes, at + 32);
    }

    private Optional<Entry> read(int at) {
        long word = (long) LONG.getVolatile(bytes, at);
        return Noted.of((int) (word & 0xff))
                .map(noted -> new Entry(user(at), time(at), (int) revision(at), messageId(at), noted))
                .filter(entry -> word(entry) == word && entry.revision == revision(at));
    }

    private OptionalLong messageId(int at) {
        long message = message(at);
        return message == 0 ? OptionalLong.empty() : OptionalLong.of(message);
    }

    /**
     * The entries of a process that is gone, by user. One that is torn is not there, nor is a user who is named twice.
     *
     * @throws IOException when the file is not the owner's, was copied, or is no journal
     */
    static Map<Long, Entry> read(Path file, Owner owner) throws IOException {
        var header = header(owner, file);
        int size = (int) Math.min(MAX_SIZE + 1, Files.size(file));
        var all = new JournalSlots(ByteBuffer.allocateDirect(size));
        try (var channel = FileChannel.open(file, READ)) {
            while (all.bytes.hasRemaining() && channel.read(all.bytes) >= 0) {
                // until it is all there
            }
        }
        if (size < HEADER || size > MAX_SIZE || !ByteBuffer.wrap(header).equals(all.bytes.slice(0, header.length))) {
            throw new IOException(
                    "it is torn, a copy, or of another run, another start of the machine or another version of Reprise");
        }
        var entries = new HashMap<Long, Entry>();
        var twice = new HashSet<Long>();
        for (int at = HEADER; at + SLOT <= all.bytes.capacity(); at += SLOT) {
            all.read(at).ifPresent(entry -> {
                if (entries.put(entry.user, entry) != null) {
                    twice.add(entry.user);
                }
            });
        }
        entries.keySet().removeAll(twice);
        return entries;
    }
}
