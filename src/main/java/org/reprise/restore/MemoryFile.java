package org.reprise.restore;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;

/**
 * How a {@link Memory} lies in a file: a header of one page, which names the least length, then 32 bytes for each
 * campaign: its id, its claims, its changes, and eight unused. A slot without an id is free. Numbers are big-endian.
 */
final class MemoryFile {
    static final int HEADER = 4096;
    static final int SLOT = 32;

    private static final Logger LOG = Logger.getLogger(MemoryFile.class.getName());
    private static final long MAGIC = 0x5245505249534531L; // REPRISE1
    private static final int SUMMED = 8 * 12;
    private static final Set<java.nio.file.attribute.PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private MemoryFile() {}

    static Path in(Path directory, UUID installation) {
        return directory.resolve("ledger-" + installation + ".memory");
    }

    /** @return empty when there is none, or it cannot be read: then nothing is known of what it said */
    static Optional<Memory> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(file, ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> file + " cannot be read; what it remembered of the database is lost");
            return Optional.empty();
        }
    }

    private static Memory parse(Path file, ByteBuffer bytes) throws IOException {
        long sum = bytes.getLong(SUMMED);
        if (bytes.getLong() != MAGIC || sum != sum(bytes) || bytes.capacity() < bytes.getLong()) {
            throw new IOException("it is torn, or no memory of Reprise");
        }
        var id = uuid(bytes);
        var installation = uuid(bytes);
        boolean atHome = place(bytes).isSameAs(Place.of(file)) & place(bytes).isSameAs(Place.of(file.getParent()));
        return new Memory(id, installation, place(bytes), atHome, slots(bytes));
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Place place(ByteBuffer bytes) {
        return new Place(bytes.getLong(), bytes.getLong());
    }

    private static Map<Long, Slot> slots(ByteBuffer bytes) throws IOException {
        var slots = new HashMap<Long, Slot>();
        for (int at = HEADER; at + SLOT <= bytes.capacity(); at += SLOT) {
            long campaign = bytes.getLong(at);
            var slot = new Slot(bytes.getLong(at + 8), Math.toIntExact(bytes.getLong(at + 16)));
            if (campaign < 0 || slot.claims() < 0 || slot.changes() < 0) {
                throw new IOException("it holds a number below 0");
            }
            if (campaign > 0) {
                slots.merge(campaign, slot, Slot::caughtUpWith);
            }
        }
        return slots;
    }

    /**
     * Puts the memory in place of the one that is there, as a whole or not at all, and on disk. Only its owner may read
     * it. The file knows where it lies from then on.
     *
     * @param room for so many slots; the rest of it is free, and its bytes are there: a full disk cannot fail a slot
     * @return the file
     */
    static Path write(Path directory, Memory memory, int room) throws IOException {
        var file = in(directory, memory.installation());
        var made = directory.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        var bytes = ByteBuffer.allocate(HEADER + room * SLOT);
        try (var channel = open(made)) {
            header(bytes, memory, Place.of(made), Place.of(directory));
            for (var slot : memory.slots().entrySet()) {
                bytes.putLong(slot.getKey())
                        .putLong(slot.getValue().claims())
                        .putLong(slot.getValue().changes())
                        .putLong(0);
            }
            writeAll(channel, bytes.clear());
        }
        Files.move(made, file, ATOMIC_MOVE, REPLACE_EXISTING);
        try (var entries = FileChannel.open(directory, READ)) {
            entries.force(true);
        }
        return file;
    }

    private static FileChannel open(Path file) throws IOException {
        return Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")
                ? FileChannel.open(file, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : FileChannel.open(file, CREATE_NEW, WRITE);
    }

    private static void header(ByteBuffer bytes, Memory memory, Place own, Place directory) {
        bytes.putLong(MAGIC).putLong(bytes.capacity());
        put(bytes, memory.id());
        put(bytes, memory.installation());
        put(bytes, own);
        put(bytes, directory);
        put(bytes, memory.database());
        bytes.putLong(SUMMED, sum(bytes)).position(HEADER);
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static void put(ByteBuffer bytes, Place place) {
        bytes.putLong(place.number()).putLong(place.born());
    }

    private static long sum(ByteBuffer bytes) {
        var sum = new CRC32();
        sum.update(bytes.duplicate().clear().limit(SUMMED));
        return sum.getValue();
    }

    static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }
}
