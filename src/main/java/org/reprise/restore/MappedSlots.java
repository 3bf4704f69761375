package org.reprise.restore;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reprise.storage.StorageUnavailable;

/** The slots of a {@link MemoryFile} while the server runs. Raising one is a write to memory: no disk, no lock. */
final class MappedSlots {
    /** Slots by which the file grows. */
    static final int STRETCH = 2_048;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Path file;
    private final List<MappedByteBuffer> stretches = new CopyOnWriteArrayList<>();
    private final Map<Long, Integer> places = new ConcurrentHashMap<>();
    private final AtomicInteger used = new AtomicInteger();
    private volatile boolean changed;

    private MappedSlots(Path file) {
        this.file = file;
    }

    /** Writes {@code memory} down in {@code directory} and opens it. */
    static MappedSlots over(Path directory, Memory memory) throws IOException {
        int stretches = 1 + memory.slots().size() / STRETCH;
        var opened = new MappedSlots(MemoryFile.write(directory, memory, stretches * STRETCH));
        for (int i = 0; i < stretches; i++) {
            opened.map();
        }
        // in the order in which they were written
        memory.slots().keySet().forEach(campaign -> opened.places.put(campaign, opened.used.getAndIncrement()));
        opened.makeRoom();
        return opened;
    }

    private void map() throws IOException {
        try (var channel = FileChannel.open(file, READ, WRITE)) {
            long from = MemoryFile.HEADER + (long) stretches.size() * STRETCH * MemoryFile.SLOT;
            stretches.add(channel.map(READ_WRITE, from, (long) STRETCH * MemoryFile.SLOT));
        }
    }

    /** No number of a slot ever falls. */
    void raise(long campaign, Slot to) {
        int place = places.computeIfAbsent(campaign, this::take);
        var stretch = stretches.get(place / STRETCH);
        int at = place % STRETCH * MemoryFile.SLOT;
        // both, whatever the first one found
        if (raise(stretch, at + 8, to.claims()) | raise(stretch, at + 16, to.changes())) {
            changed = true;
        }
    }

    private static boolean raise(ByteBuffer stretch, int at, long to) {
        long now = (long) LONG.getVolatile(stretch, at);
        while (now < to) {
            if (LONG.compareAndSet(stretch, at, now, to)) {
                return true;
            }
            now = (long) LONG.getVolatile(stretch, at);
        }
        return false;
    }

    private int take(long campaign) {
        int place = used.getAndUpdate(n -> n < room() ? n + 1 : n);
        if (place >= room()) {
            throw new StorageUnavailable(new IOException("there is no room in " + file + " yet"));
        }
        LONG.setVolatile(stretches.get(place / STRETCH), place % STRETCH * MemoryFile.SLOT, campaign);
        changed = true;
        return place;
    }

    private int room() {
        return stretches.size() * STRETCH;
    }

    /** To disk, when there is anything new. */
    void force() {
        if (changed) {
            changed = false;
            try {
                stretches.forEach(MappedByteBuffer::force);
            } catch (RuntimeException e) {
                changed = true;
                throw e;
            }
        }
    }

    /** Ahead of need, since a disk may be full or slow: zeros are written before they are mapped. */
    void makeRoom() throws IOException {
        if (room() - used.get() < STRETCH / 2) {
            try (var channel = FileChannel.open(file, WRITE)) {
                channel.position(MemoryFile.HEADER + (long) room() * MemoryFile.SLOT);
                MemoryFile.writeAll(channel, ByteBuffer.allocate(STRETCH * MemoryFile.SLOT));
            }
            map();
        }
    }
}
