package org.reprise.system.chaos;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.reprise.testing.TestDatabase;

/**
 * The wall clock of another process, which is turned while that runs; what it measures durations with goes on. Made of
 * {@code src/testkit/c/turned_clock.c}, so it takes a C compiler.
 */
final class TurnedClock {
    private final Path library;
    private final Path file;
    private final MappedByteBuffer offset;

    private TurnedClock(Path library, Path file, MappedByteBuffer offset) {
        this.library = library;
        this.file = file;
        this.offset = offset;
    }

    /** @return empty where there is no C compiler, which an environment with {@code CI=true} must not lack */
    static Optional<TurnedClock> make() throws IOException {
        var directory = TestDatabase.temporaryDirectory();
        var library = directory.resolve("turned_clock.so");
        if (!compile(library)) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("no C compiler, so no clock is turned");
            }
            System.out.println("CHAOS: there is no C compiler, so NO CLOCK IS TURNED.");
            return Optional.empty();
        }
        var file = directory.resolve("offset");
        try (var channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            var offset = channel.map(MapMode.READ_WRITE, 0, Long.BYTES);
            offset.order(ByteOrder.nativeOrder());
            return Optional.of(new TurnedClock(library, file, offset));
        }
    }

    private static boolean compile(Path library) throws IOException {
        try {
            var compiler = new ProcessBuilder(
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-O1",
                            "-Wall",
                            "-Werror",
                            "-o",
                            library.toString(),
                            "src/testkit/c/turned_clock.c",
                            "-ldl")
                    .inheritIO()
                    .start();
            if (compiler.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("turned_clock.c does not compile");
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a process is started with for this to be its clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_TURNED_BY", file.toString());
    }

    /** @param by how far from the true time; negative: into the past */
    void turnTo(Duration by) {
        offset.putLong(0, by.toNanos());
    }
}
