package org.reprise.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The rows of all benchmarks of a run: written down one by one, printed together when the run ends. */
final class Report implements BeforeAllCallback, AutoCloseable {
    private static final Path FILE = Path.of("target", "bench", "report.md");
    private static final String HEAD = "| What | Measured | Beside | Ratio | Goal | Met |\n|---|---|---|---|---|---|\n";
    private static final List<String> ROWS = Collections.synchronizedList(new ArrayList<>());

    /** Once a run, whichever benchmark comes first. */
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(Report.class, type -> this);
    }

    /** When the last benchmark ended. */
    @Override
    public void close() {
        System.out.println("\n" + text());
    }

    /** A figure alone. */
    static void tell(String what, String measured) {
        add(what, measured, "", "", "", "");
    }

    /** A figure with a goal of its own. */
    static void tell(String what, String measured, String goal, boolean met) {
        add(what, measured, "", "", goal, met ? "yes" : "**no**");
    }

    /** A figure beside another one, as many times as much. */
    static void compare(String what, double measured, String unit, String beside, double other, double goal) {
        double ratio = measured / other;
        add(
                what,
                number(measured) + " " + unit,
                beside + ": " + number(other),
                String.format(Locale.ROOT, "%.2f", ratio),
                goal > 0 ? "≥ " + goal : "",
                goal > 0 ? (ratio >= goal ? "yes" : "**no**") : "");
    }

    static String number(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%,.0f", number);
    }

    static double median(List<Double> numbers) {
        return percentile(numbers, 50);
    }

    /** @param percent 0 to 100 */
    static double percentile(List<Double> numbers, double percent) {
        var sorted = numbers.stream().sorted().toList();
        return sorted.get((int) Math.round((sorted.size() - 1) * percent / 100));
    }

    private static void add(String... cells) {
        var row = "| " + String.join(" | ", cells) + " |";
        System.out.println("BENCH " + row);
        ROWS.add(row);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text() {
        var processors = Runtime.getRuntime().availableProcessors();
        return Instant.now() + ", " + processors + " processors, Java " + Runtime.version() + "\n\n" + HEAD
                + String.join("\n", ROWS) + "\n";
    }
}
