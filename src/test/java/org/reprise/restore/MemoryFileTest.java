package org.reprise.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {
    private final UUID installation = UUID.randomUUID();
    private final Memory memory =
            new Memory(UUID.randomUUID(), installation, new Place(5, 6), true, Map.of(7L, new Slot(8, 9)));

    @TempDir
    private Path directory;

    private Path write() throws IOException {
        return MemoryFile.write(directory, memory, 10);
    }

    private Memory read() {
        return MemoryFile.read(MemoryFile.in(directory, installation)).orElseThrow();
    }

    @Test
    void whatIsWrittenIsReadByItsOwnerAlone() throws IOException {
        var file = write();
        assertThat(read()).isEqualTo(memory);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        write();
        assertThat(read()).isEqualTo(memory);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aCopyIsNotAtHomeAlsoWhenItTakesTheFilesPlace() throws IOException {
        var file = write();
        var copy = Files.copy(file, directory.resolve("copy"));
        Files.delete(file);
        Files.copy(copy, file);
        assertThat(read().atHome()).isFalse();
    }

    @Test
    void norIsOneWhoseDirectoryWasCopiedBack(@TempDir Path elsewhere) throws IOException {
        var file = write();
        var name = file.getFileName();
        Files.move(file, elsewhere.resolve(name));
        assertThat(MemoryFile.read(elsewhere.resolve(name)).orElseThrow().atHome())
                .isFalse();
    }

    @Test
    void aDirectoryThatIsOnlyCalledAnotherNameKeepsItsMemory() throws IOException {
        var old = Files.createDirectory(directory.resolve("old"));
        MemoryFile.write(old, memory, 10);
        var renamed = Files.move(old, directory.resolve("new"));
        assertThat(MemoryFile.read(MemoryFile.in(renamed, installation))).contains(memory);
    }

    @Test
    void oneThatIsTornOrNoneSaysNothing() throws IOException {
        var file = write();
        var bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 104, MemoryFile.HEADER, bytes.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThat(MemoryFile.read(file)).as("%d bytes", length).isEmpty();
        }
        for (int at : new int[] {0, 20, 60, 90}) {
            var flipped = bytes.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            assertThat(MemoryFile.read(file)).as("byte %d", at).isEmpty();
        }
        var negative = bytes.clone();
        negative[MemoryFile.HEADER + 8] = -1;
        Files.write(file, negative);
        assertThat(MemoryFile.read(file)).isEmpty();
        assertThat(MemoryFile.read(directory.resolve("none"))).isEmpty();
    }

    @Test
    void slotsRiseAndNeverFall() throws IOException {
        var slots = MappedSlots.over(directory, memory);
        slots.raise(7, new Slot(20, 0));
        slots.raise(7, new Slot(0, 11));
        slots.raise(7, new Slot(19, 10));
        slots.raise(3, new Slot(1, 0));
        assertThat(read().slots()).isEqualTo(Map.of(7L, new Slot(20, 11), 3L, new Slot(1, 0)));
    }

    @Test
    void manyThreadsRaiseAtOnce() throws IOException {
        var slots = MappedSlots.over(directory, memory);
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(thread -> CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, 5_000)
                                .forEach(claims -> slots.raise(claims % 50 + 100, new Slot(claims, thread)))))
                        .toArray(CompletableFuture[]::new))
                .join();
        for (long campaign = 100; campaign < 150; campaign++) {
            assertThat(read().slots().get(campaign)).isEqualTo(new Slot(campaign == 100 ? 5_000 : 4_850 + campaign, 3));
        }
    }

    @Test
    void thereIsRoomForMoreCampaignsThanAtTheStart() throws IOException {
        var slots = MappedSlots.over(directory, memory);
        var all = new HashMap<Long, Slot>(memory.slots());
        for (long campaign = 1_000; campaign < 1_000 + 3 * MappedSlots.STRETCH; campaign++) {
            slots.raise(campaign, new Slot(campaign, 1));
            all.put(campaign, new Slot(campaign, 1));
            slots.makeRoom();
        }
        slots.force();
        assertThat(read().slots()).isEqualTo(all);
        MappedSlots.over(directory, read()).raise(5, new Slot(6, 7));
        all.put(5L, new Slot(6, 7));
        assertThat(read().slots()).isEqualTo(all);
    }
}
