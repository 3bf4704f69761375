package org.reprise.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process takes, as Linux counts it. */
record Watched(long pid) {
    /** Of the clock that Linux counts processor time by, in every build there is. */
    private static final double TICKS_A_SECOND = 100;

    double cpuSeconds() {
        var fields = read("stat").replaceAll("^.*\\) ", "").split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** How long a virtual machine was stopped to collect its heap; 0 for what is none. */
    double collectorSeconds() {
        var jstat = Path.of(System.getProperty("java.home"), "bin", "jstat").toString();
        try {
            var process = new ProcessBuilder(jstat, "-gcutil", String.valueOf(pid))
                    .redirectErrorStream(true)
                    .start();
            var lines = process.inputReader().lines().toList();
            return lines.size() < 2 ? 0 : lastNumber(lines.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last column is the sum of all collections' times. */
    private static double lastNumber(String line) {
        var columns = line.strip().split("\\s+");
        return Double.parseDouble(columns[columns.length - 1].replace(',', '.'));
    }

    double residentMegabytes() {
        return megabytes("VmRSS");
    }

    /** The most since the start, or since {@link #forgetPeak}. */
    double peakMegabytes() {
        return megabytes("VmHWM");
    }

    void forgetPeak() {
        try {
            Files.writeString(file("clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double megabytes(String name) {
        var line = read("status").lines().filter(each -> each.startsWith(name)).findFirst();
        return Long.parseLong(line.orElseThrow().replaceAll("\\D", "")) / 1024.0;
    }

    private String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return Path.of("/proc", String.valueOf(pid), name);
    }
}
