package org.reprise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a JVM holds once it has collected its garbage.
 *
 * @param heapKilobytes live objects
 * @param metaspaceKilobytes loaded classes
 * @param files open ones, connections among them
 */
public record Footprint(long heapKilobytes, long metaspaceKilobytes, long files) {
    private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

    /** Has that JVM collect; takes a moment. */
    public static Footprint of(long pid) {
        jcmd(pid, "GC.run");
        var heap = jcmd(pid, "GC.heap_info");
        try (var files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return new Footprint(sum(GENERATION, heap), sum(METASPACE, heap), files.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(Pattern number, String text) {
        return number.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static String jcmd(long pid, String command) {
        var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(tool, String.valueOf(pid), command)
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%d files, heap %d MB, metaspace %d MB", files, heapKilobytes / 1024, metaspaceKilobytes / 1024);
    }
}
