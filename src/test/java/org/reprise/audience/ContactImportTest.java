package org.reprise.audience;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.anImport;
import static org.reprise.audience.People.named;
import static org.reprise.audience.People.wrote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.testing.TestDatabase;

/** What an import does to the contacts. What it makes of a file is in {@link ContactRowsTest} and CsvRowsTest. */
class ContactImportTest {
    private static final Instant NOW = Instant.parse("2026-03-06T12:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");

    private static final String FILE = """
        user_id,username,first_name,last_message_at,opted_in_at,opt_in_source
        11,@anna,Anna,2026-03-02T13:00:00+01:00,,
        12,,"Bob ""the"" Builder, jr.",,2026-03-02T12:00:00Z,newsletter
        13,cleo,,,,
        """;

    private static final Queue<ContactsChanged> told = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void nothingIsTold() {
        told.clear();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void bringsInWhatTheFileSays(TestDatabase database) {
        var contacts = new Contacts(database.open());
        assertThat(counts(imported(contacts, FILE))).containsExactly(3L, 0L, 0L);
        assertThat(contacts.find(ALPHA, 11))
                .contains(new Contact(11, "anna", "Anna", null, null, null, MONDAY, MONDAY, null, null));
        assertThat(contacts.find(ALPHA, 12))
                .contains(new Contact(
                        12, null, "Bob \"the\" Builder, jr.", null, null, null, MONDAY, null, MONDAY, "newsletter"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theOperatorVouchesForWhoNeitherWroteNorOptedIn(TestDatabase database) {
        var contacts = new Contacts(database.open());
        imported(contacts, FILE);
        assertThat(contacts.find(ALPHA, 13))
                .contains(new Contact(13, "cleo", null, null, null, null, NOW, null, NOW, "import"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void importingTwiceChangesNothing(TestDatabase database) {
        var contacts = new Contacts(database.open());
        imported(contacts, FILE);
        var before = contacts.find(ALPHA, 13);
        assertThat(counts(imported(contacts, FILE, NOW.plusSeconds(3_600)))).containsExactly(0L, 0L, 0L);
        assertThat(contacts.find(ALPHA, 13)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void vouchingDoesNotDisplaceWhatIsKnown(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(named(13, "Cleo", MONDAY)), null);
        assertThat(counts(imported(contacts, "user_id\n13\n"))).containsExactly(0L, 0L, 0L);
        assertThat(contacts.find(ALPHA, 13)).contains(named(13, "Cleo", MONDAY));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLaterFileCompletesWhatIsKnown(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(wrote(11, MONDAY, MONDAY)), null);
        assertThat(counts(imported(contacts, FILE))).containsExactly(2L, 1L, 0L);
        assertThat(contacts.find(ALPHA, 11)).map(Contact::firstName).contains("Anna");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void badRowsStopNoGoodOnes(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var report = imported(contacts, "user_id,first_name\n1,Anna\nx,Bob\n\n3,\"open\n4,Dora\n1,Again\n5,Eve\n");
        assertThat(report.imported()).isEqualTo(3);
        assertThat(report.rejects().count()).isEqualTo(3);
        var first = report.rejects().first();
        assertThat(first).extracting(ImportReport.Line::number).containsExactly(3L, 5L, 7L);
        assertThat(first.get(1).said()).hasToString("a quotation mark is opened and not closed");
        assertThat(first.get(2).said()).hasToString("user_id 1 stands on an earlier line already");
        assertThat(contacts.find(ALPHA, 1)).map(Contact::firstName).contains("Anna");
        assertThat(contacts.find(ALPHA, 4)).map(Contact::firstName).contains("Dora");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void showsTheFirstHundredRejectsAndCountsAll(TestDatabase database) {
        var report = imported(new Contacts(database.open()), "user_id\n" + "0\n".repeat(250) + "1\n");
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.rejects().count()).isEqualTo(250);
        assertThat(report.rejects().first())
                .hasSize(100)
                .last()
                .extracting(ImportReport.Line::number)
                .isEqualTo(101L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void showsTheFirstHundredNotesAndCountsAll(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var people = LongStream.rangeClosed(1, 250)
                .mapToObj(id -> id + ",soon,never\n")
                .collect(Collectors.joining());
        var report = imported(contacts, "user_id,last_message_at,opted_in_at\n" + people);
        assertThat(report.imported()).isEqualTo(250);
        assertThat(report.notes().count()).isEqualTo(250);
        assertThat(report.notes().first()).hasSize(100);
        assertThat(report.notes().first().get(0).said().toString()).contains("'soon'", "'never'");
        assertThat(contacts.find(ALPHA, 7)).map(Contact::optedInAt).contains(NOW);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileWithoutUserIdsIsRefusedAndNothingImported(TestDatabase database) {
        var contacts = new Contacts(database.open());
        assertThatThrownBy(() -> imported(contacts, "name,first_name\n1,Anna\n"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("user_id")
                .hasMessageContaining("name, first_name");
        assertThat(contacts.count(ALPHA)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofAFileThatDoesNotComeToItsEndNobodyIsImported(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var file = people(LongStream.rangeClosed(1, 2_500), "Anna");
        var broken = new SequenceInputStream(bytes(file), failing());
        assertThatThrownBy(() -> People.imported(anImport(contacts), broken)).isInstanceOf(IOException.class);
        assertThat(contacts.count(ALPHA)).isZero();
        assertThat(counts(imported(contacts, file))).containsExactly(2_500L, 0L, 0L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofAFileThatIsNotUtf8SomewhereNobodyIsImported(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var file = people(LongStream.rangeClosed(1, 2_500), "Anna") + "\n2501,Jos\u00E9\n2502,Ann\n";
        assertThatThrownBy(
                        () -> People.imported(anImport(contacts), new ByteArrayInputStream(file.getBytes(ISO_8859_1))))
                .isInstanceOf(ImportRefused.class)
                .hasMessageStartingWith("Line 2502 holds bytes that are not UTF-8")
                .hasMessageContaining("charset=windows-1252");
        assertThat(contacts.count(ALPHA)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void namesAreTheSameAfterAnExportAndAnImport(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var names = List.of("=1+1", "'=x", "Ann;=cmd|' /C calc'!A0", "Bob \"the\", jr.", "-", "@x", "'t Hooft", "+1");
        var file = new StringBuilder("\uFEFFuser_id,first_name,outcome\r\n");
        for (int id = 1; id <= names.size(); id++) {
            var cell = SpreadsheetText.harmless(names.get(id - 1)).replace("\"", "\"\"");
            file.append(id).append(",\"").append(cell).append("\",sent\r\n");
        }
        assertThat(counts(imported(contacts, file.toString()))).containsExactly(8L, 0L, 0L);
        for (int id = 1; id <= names.size(); id++) {
            assertThat(contacts.find(ALPHA, id)).map(Contact::firstName).contains(names.get(id - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoImportsOfTheSamePeopleDoNotLockEachOtherOut(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var reversed = LongStream.rangeClosed(1, 3_000).map(id -> 3_001 - id);
        var one =
                CompletableFuture.supplyAsync(() -> imported(contacts, people(LongStream.rangeClosed(1, 3_000), "A")));
        var other = CompletableFuture.supplyAsync(() -> imported(contacts, people(reversed, "B")));
        var reports = List.of(one.join(), other.join());
        assertThat(reports.stream().mapToLong(ImportReport::imported).sum()).isEqualTo(3_000);
        assertThat(reports.stream().mapToLong(ImportReport::updated).sum()).isEqualTo(3_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tellsOnceThatContactsChangedAndNothingWhenTheyDidNot(TestDatabase database) {
        var contacts = new Contacts(database.open());
        imported(contacts, people(LongStream.rangeClosed(1, 2_500), "Anna"));
        assertThat(told).containsExactly(new ContactsChanged(ALPHA));
        imported(contacts, people(LongStream.rangeClosed(1, 2_500), "Anna"));
        assertThat(told).hasSize(1);
    }

    private static String people(LongStream ids, String name) {
        return ids.mapToObj(id -> id + "," + name).collect(Collectors.joining("\n", "user_id,first_name\n", ""));
    }

    private static ImportReport imported(Contacts contacts, String file) {
        return imported(contacts, file, NOW);
    }

    private static ImportReport imported(Contacts contacts, String file, Instant now) {
        try {
            return People.imported(
                    new ContactImport(contacts, told::add, Clock.fixed(now, ZoneOffset.UTC)), bytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** New, updated, left out. */
    private static List<Long> counts(ImportReport report) {
        return List.of(report.imported(), report.updated(), report.rejects().count());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the client went away");
            }
        };
    }
}
