package org.reprise.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.AttributeType;
import org.reprise.audience.Attributes;
import org.reprise.audience.ColumnMapping;
import org.reprise.audience.ColumnTarget;
import org.reprise.audience.ContactFile;
import org.reprise.audience.ContactImport;
import org.reprise.audience.ImportChunks;
import org.reprise.audience.ImportOptions;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/**
 * How fast a file with ten attributes and a tag for each of its people is imported, the first time, and again when
 * nothing is new. Not part of the build: {@code mvn test -Dtest=ImportBench -Dimport.rows=100000}.
 */
class ImportBench {
    private static final int ROWS = Integer.getInteger("import.rows", 100_000);
    private static final int ATTRIBUTES = Integer.getInteger("import.attributes", 10);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileWithAttributes(TestDatabase database, @TempDir Path directory) throws IOException {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(1))) {
            var session = reprise.sessions.forImport("demo");
            var mapping = new HashMap<String, ColumnTarget>();
            if (ATTRIBUTES > 0) {
                mapping.put("tag", new ColumnTarget.OfTags());
            }
            var types = AttributeType.values();
            for (int i = 0; i < ATTRIBUTES; i++) {
                var added = new Attributes(reprise.storage)
                        .add(session.accountId(), "a" + i, types[i % types.length], Instant.EPOCH);
                mapping.put("a" + i, new ColumnTarget.OfAttribute(added.orElseThrow()));
            }
            var file = directory.resolve("people.csv");
            write(file);
            for (var round : new String[] {"new", "again"}) {
                long begin = System.nanoTime();
                long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                var report = new ContactImport(
                                new ImportChunks(reprise.storage, reprise.optOuts, reprise.audit),
                                changed -> {},
                                Clock.systemUTC())
                        .importFile(
                                () -> session,
                                ContactFile.of(file, null, new ColumnMapping(mapping)),
                                ImportOptions.in(null));
                System.out.printf(
                        "%s, %s: %,d rows with %d attributes and a tag in %.1f s, %.1f s of a processor: %s%n",
                        database,
                        round,
                        ROWS,
                        ATTRIBUTES,
                        (System.nanoTime() - begin) / 1e9,
                        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used) / 1e9,
                        report.counts());
            }
        }
    }

    private static void write(Path file) {
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("user_id,first_name");
            for (int i = 0; i < ATTRIBUTES; i++) {
                out.write(",a" + i);
            }
            out.write(",tag\n");
            for (int row = 1; row <= ROWS; row++) {
                out.write(row + ",P" + row);
                for (int i = 0; i < ATTRIBUTES; i++) {
                    out.write("," + cell(i, row));
                }
                out.write(",t" + row % 20 + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(int attribute, int row) {
        return switch (AttributeType.values()[attribute % AttributeType.values().length]) {
            case TEXT -> "City of " + row % 500;
            case NUMBER -> String.valueOf(row % 1000 / 4.0);
            case DATE -> "2026-01-" + (10 + row % 20);
            case FLAG -> row % 2 == 0 ? "yes" : "no";
        };
    }
}
