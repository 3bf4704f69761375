package org.reprise.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.anImport;
import static org.reprise.audience.People.imported;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

/** Whatever bytes come, an import ends with a report or a refusal, and the database agrees with the report. */
class ContactImportFuzzTest {
    private static final String HEADER = "user_id,first_name,last_name,language\n";

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void damagedFilesAreImportedAsFarAsTheyAreWholeOrNotAtAll(TestDatabase database) throws IOException {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var random = new Random(64);
        int refused = 0;
        for (int round = 0; round < 60; round++) {
            var file = file(round * 100L, 100);
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                // mostly what is UTF-8 everywhere: of another encoding nobody is imported
                file[damageable(file, random)] = (byte) random.nextInt(random.nextInt(8) == 0 ? 256 : 128);
            }
            long before = contacts.count(ALPHA);
            int length = random.nextInt(3) == 0 ? damageable(file, random) : file.length;
            try {
                var report = imported(anImport(storage), new ByteArrayInputStream(file, 0, length));
                assertThat(contacts.count(ALPHA) - before).isEqualTo(report.imported());
                assertThat(report.imported()
                                + report.updated()
                                + report.rejects().count())
                        .isLessThanOrEqualTo(140);
            } catch (ImportRefused e) {
                refused++;
                assertThat(contacts.count(ALPHA)).isEqualTo(before);
            }
        }
        assertThat(contacts.count(ALPHA)).isGreaterThan(500);
        assertThat(refused).isBetween(5, 55);
    }

    @Test
    void aBinaryFileIsRefused() {
        var storage = TestDatabase.SQLITE.open();
        var contacts = new Contacts(storage);
        for (int seed = 1; seed < 20; seed++) {
            var bytes = new byte[100_000];
            new Random(seed).nextBytes(bytes);
            assertThatThrownBy(() -> imported(anImport(storage), new ByteArrayInputStream(bytes)))
                    .isInstanceOf(ImportRefused.class);
            System.arraycopy("user_id,first_name\n1,A\n".getBytes(UTF_8), 0, bytes, 0, 23);
            assertThatThrownBy(() -> imported(anImport(storage), new ByteArrayInputStream(bytes)))
                    .isInstanceOf(ImportRefused.class);
            assertThat(contacts.count(ALPHA)).isZero();
        }
    }

    @Test
    void zerosAndEndlessLinesUnderAGoodHeaderAreRejects() throws IOException {
        var storage = TestDatabase.SQLITE.open();
        var contacts = new Contacts(storage);
        var file = "user_id,first_name\n1,A\n" + "\0".repeat(300_000) + "\n2," + "x".repeat(300_000) + "\n3,\""
                + "y".repeat(300_000) + "\n4,B\0C\n\0\n5,\"D\r6,E\r\n7,F";
        var report = imported(anImport(storage), new ByteArrayInputStream(file.getBytes(UTF_8)));
        assertThat(report.rejects().first())
                .extracting(ImportReport.Line::number)
                .containsExactly(3L, 4L, 5L, 8L);
        assertThat(report.imported()).isEqualTo(4);
        assertThat(contacts.find(ALPHA, 4)).map(Contact::firstName).contains("B C");
    }

    /** Somewhere after the header. */
    private static int damageable(byte[] file, Random random) {
        return HEADER.length() + random.nextInt(file.length - HEADER.length());
    }

    private static byte[] file(long firstId, int rows) {
        var text = new StringBuilder(HEADER);
        for (long id = firstId + 1; id <= firstId + rows; id++) {
            text.append(1_000_000_000L + id).append(id % 5 == 0 ? ",\"Änna, 🌷\",\"Be\nrg\",de\n" : ",Bob,,en\n");
        }
        return text.toString().getBytes(UTF_8);
    }
}
