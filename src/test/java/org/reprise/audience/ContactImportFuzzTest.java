package org.reprise.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.anImport;

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
    void damagedFilesAreImportedAsFarAsTheyAreWhole(TestDatabase database) throws IOException {
        var contacts = new Contacts(database.open());
        var random = new Random(64);
        for (int round = 0; round < 60; round++) {
            var file = file(round * 100L, 100);
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                file[damageable(file, random)] = (byte) random.nextInt(256);
            }
            long before = contacts.count(ALPHA);
            int length = random.nextInt(3) == 0 ? damageable(file, random) : file.length;
            var report = anImport(contacts).importCsv(ALPHA, new ByteArrayInputStream(file, 0, length));
            assertThat(contacts.count(ALPHA) - before).isEqualTo(report.imported());
            assertThat(report.imported() + report.updated() + report.rejected()).isLessThanOrEqualTo(130);
        }
        assertThat(contacts.count(ALPHA)).isGreaterThan(3_000);
    }

    @Test
    void aBinaryFileIsRefused() {
        var bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        var contacts = new Contacts(TestDatabase.SQLITE.open());
        assertThatThrownBy(() -> anImport(contacts).importCsv(ALPHA, new ByteArrayInputStream(bytes)))
                .isInstanceOf(ImportRefused.class);
    }

    @Test
    void aBinaryFileUnderAGoodHeaderIsAllRejects() throws IOException {
        var bytes = new byte[5_000_000];
        new Random(2).nextBytes(bytes);
        System.arraycopy("user_id,first_name\n".getBytes(UTF_8), 0, bytes, 0, 19);
        var contacts = new Contacts(TestDatabase.SQLITE.open());
        var report = anImport(contacts).importCsv(ALPHA, new ByteArrayInputStream(bytes));
        assertThat(report.rejected()).isGreaterThan(1_000);
        assertThat(report.imported()).isLessThan(10);
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
