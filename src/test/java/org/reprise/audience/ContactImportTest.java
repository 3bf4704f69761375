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
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.csv.SpreadsheetText;
import org.reprise.storage.Storage;
import org.reprise.testing.TestAudit;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

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
    private static final Queue<Object> optedOut = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void nothingIsTold() {
        told.clear();
        optedOut.clear();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void bringsInWhatTheFileSays(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        assertThat(counts(imported(storage, FILE))).containsExactly(3L, 0L, 0L);
        assertThat(contacts.find(ALPHA, 11))
                .contains(new Contact(
                        11,
                        new Contact.Profile("anna", "Anna", null, null, null),
                        new Contact.Evidence(MONDAY, MONDAY, null, null)));
        assertThat(contacts.find(ALPHA, 12))
                .contains(new Contact(
                        12,
                        new Contact.Profile(null, "Bob \"the\" Builder, jr.", null, null, null),
                        new Contact.Evidence(MONDAY, null, MONDAY, "newsletter")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theOperatorVouchesForWhoNeitherWroteNorOptedIn(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        imported(storage, FILE);
        assertThat(contacts.find(ALPHA, 13))
                .contains(new Contact(
                        13,
                        new Contact.Profile("cleo", null, null, null, null),
                        new Contact.Evidence(NOW, null, NOW, "import")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void importingTwiceChangesNothing(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        imported(storage, FILE);
        var before = contacts.find(ALPHA, 13);
        assertThat(counts(imported(storage, FILE, NOW.plusSeconds(3_600)))).containsExactly(0L, 0L, 0L);
        assertThat(contacts.find(ALPHA, 13)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void vouchingDoesNotDisplaceWhatIsKnown(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        contacts.merge(ALPHA, List.of(named(13, "Cleo", MONDAY)), null);
        assertThat(counts(imported(storage, "user_id\n13\n"))).containsExactly(0L, 0L, 0L);
        assertThat(contacts.find(ALPHA, 13)).contains(named(13, "Cleo", MONDAY));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLaterFileCompletesWhatIsKnown(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        contacts.merge(ALPHA, List.of(wrote(11, MONDAY, MONDAY)), null);
        assertThat(counts(imported(storage, FILE))).containsExactly(2L, 1L, 0L);
        assertThat(contacts.find(ALPHA, 11)).map(Contact::firstName).contains("Anna");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void badRowsStopNoGoodOnes(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var report = imported(storage, "user_id,first_name\n1,Anna\nx,Bob\n\n3,\"open\n4,Dora\n1,Again\n5,Eve\n");
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
        var report = imported(database.open(), "user_id\n" + "0\n".repeat(250) + "1\n");
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
        var storage = database.open();
        var contacts = new Contacts(storage);
        var people = LongStream.rangeClosed(1, 250)
                .mapToObj(id -> id + ",soon,never\n")
                .collect(Collectors.joining());
        var report = imported(storage, "user_id,last_message_at,opted_in_at\n" + people);
        assertThat(report.imported()).isEqualTo(250);
        assertThat(report.notes().count()).isEqualTo(250);
        assertThat(report.notes().first()).hasSize(100);
        assertThat(report.notes().first().get(0).said().toString()).contains("'soon'", "'never'");
        assertThat(contacts.find(ALPHA, 7)).map(Contact::optedInAt).contains(NOW);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileWithoutUserIdsIsRefusedAndNothingImported(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        assertThatThrownBy(() -> imported(storage, "name,first_name\n1,Anna\n"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("user_id")
                .hasMessageContaining("name, first_name");
        assertThat(contacts.count(ALPHA)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofAFileThatDoesNotComeToItsEndNobodyIsImported(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var file = people(LongStream.rangeClosed(1, 2_500), "Anna");
        var broken = new SequenceInputStream(bytes(file), failing());
        assertThatThrownBy(() -> People.imported(anImport(storage), broken)).isInstanceOf(IOException.class);
        assertThat(contacts.count(ALPHA)).isZero();
        assertThat(counts(imported(storage, file))).containsExactly(2_500L, 0L, 0L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofAFileThatIsNotUtf8SomewhereNobodyIsImported(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var file = people(LongStream.rangeClosed(1, 2_500), "Anna") + "\n2501,Jos\u00E9\n2502,Ann\n";
        assertThatThrownBy(
                        () -> People.imported(anImport(storage), new ByteArrayInputStream(file.getBytes(ISO_8859_1))))
                .isInstanceOf(ImportRefused.class)
                .hasMessageStartingWith("Line 2502 holds bytes that are not UTF-8")
                .hasMessageContaining("charset=windows-1252");
        assertThat(contacts.count(ALPHA)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void namesAreTheSameAfterAnExportAndAnImport(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var names = List.of("=1+1", "'=x", "Ann;=cmd|' /C calc'!A0", "Bob \"the\", jr.", "-", "@x", "'t Hooft", "+1");
        var file = new StringBuilder("\uFEFFuser_id,first_name,outcome\r\n");
        for (int id = 1; id <= names.size(); id++) {
            var cell = SpreadsheetText.harmless(names.get(id - 1)).replace("\"", "\"\"");
            file.append(id).append(",\"").append(cell).append("\",sent\r\n");
        }
        assertThat(counts(imported(storage, file.toString()))).containsExactly(8L, 0L, 0L);
        for (int id = 1; id <= names.size(); id++) {
            assertThat(contacts.find(ALPHA, id)).map(Contact::firstName).contains(names.get(id - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoImportsOfTheSamePeopleDoNotLockEachOtherOut(TestDatabase database) {
        var storage = database.open();
        var reversed = LongStream.rangeClosed(1, 3_000).map(id -> 3_001 - id);
        var one = CompletableFuture.supplyAsync(() -> imported(storage, people(LongStream.rangeClosed(1, 3_000), "A")));
        var other = CompletableFuture.supplyAsync(() -> imported(storage, people(reversed, "B")));
        var reports = List.of(one.join(), other.join());
        assertThat(reports.stream().mapToLong(ImportReport::imported).sum()).isEqualTo(3_000);
        assertThat(reports.stream().mapToLong(ImportReport::updated).sum()).isEqualTo(3_000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tellsOnceThatContactsChangedAndNothingWhenTheyDidNot(TestDatabase database) {
        var storage = database.open();
        imported(storage, people(LongStream.rangeClosed(1, 2_500), "Anna"));
        assertThat(told).containsExactly(new ContactsChanged(ALPHA));
        imported(storage, people(LongStream.rangeClosed(1, 2_500), "Anna"));
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoOptedOutByTheFileIsAContactWithoutConsentAndOptedOut(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        var report = imported(storage, """
                user_id,first_name,last_message_at,opted_in_at,opt_in_source,Unsubscribed
                1,Anna,,,,yes
                2,Bob,2026-03-02T12:00:00Z,2026-03-02T12:00:00Z,fair,2026-03-05
                3,Cleo,,,,no
                4,Dora,,,,
                5,Eve,,,,perhaps
                """);
        assertThat(counts(report)).containsExactly(4L, 0L, 1L);
        assertThat(report.optedOut()).isEqualTo(2);
        assertThat(report.file().ignored()).isEmpty();
        assertThat(report.rejects().first()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(6);
            assertThat(line.said().toString()).contains("opted_out 'perhaps'", "yes, true, 1, x", "no, false, 0");
            assertThat(line.said().in(Locale.GERMAN)).contains("opted_out 'perhaps'", "ja, wahr", "nein, falsch");
        });
        assertThat(report.notes().first()).extracting(ImportReport.Line::number).containsExactly(3L);
        assertThat(contacts.find(ALPHA, 1)).contains(named(1, "Anna", null));
        assertThat(contacts.find(ALPHA, 2)).contains(named(2, "Bob", MONDAY));
        assertThat(contacts.find(ALPHA, 3)).map(Contact::optedInAt).contains(NOW);
        assertThat(optOuts.of(7, List.of(1L, 2L, 3L, 4L, 5L)))
                .isEqualTo(Map.of(1L, new OptOut(Cause.ASKED, NOW), 2L, new OptOut(Cause.ASKED, NOW)));
        assertThat(new Audience(storage).count(ALPHA, Targeting.EVERYBODY)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOptOutByTheFileIsToldWhenItIsOnDiskTogetherWithItsContact(TestDatabase database) {
        var storage = database.open();
        var seen = new ConcurrentLinkedQueue<List<Boolean>>();
        var optOuts = new OptOuts(
                storage,
                event -> {
                    long user = ((OptedOut) event).userId();
                    seen.add(List.of(
                            !new OptOuts(storage, unheard -> {}, TestTime.running())
                                    .of(7, List.of(user))
                                    .isEmpty(),
                            new Contacts(storage).find(ALPHA, user).isPresent()));
                    optedOut.add(event);
                },
                TestTime.running());
        imported(storage, optOuts, "user_id,abgemeldet\n1,ja\n2,nein\n3,wahr\n", NOW);
        assertThat(optedOut).containsExactly(new OptedOut(7, 1), new OptedOut(7, 3));
        assertThat(seen).containsExactly(List.of(true, true), List.of(true, true));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChunkThatCannotBeWrittenOptsNobodyOutAndTellsNobody(TestDatabase database) {
        var storage = database.open();
        storage.write(handle -> handle.execute("drop table opt_out"));
        assertThatThrownBy(() -> imported(storage, "user_id,opted_out\n1,yes\n2,\n"))
                .isInstanceOf(RuntimeException.class);
        assertThat(new Contacts(storage).count(ALPHA)).isZero();
        assertThat(optedOut).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileNeverOptsAnybodyBackIn(TestDatabase database) {
        var storage = database.open();
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        optOuts.add(7, 1, "STOP");
        var before = optOuts.of(7, List.of(1L));
        var report = imported(storage, "user_id,opted_out\n1,no\n2,yes\n");
        assertThat(report.optedOut()).isEqualTo(1);
        assertThat(imported(storage, "user_id,opted_out\n1,yes\n2,no\n", NOW.plusSeconds(60))
                        .optedOut())
                .isZero();
        assertThat(optOuts.of(7, List.of(1L))).isEqualTo(before);
        assertThat(optOuts.of(7, List.of(2L))).containsEntry(2L, new OptOut(Cause.ASKED, NOW));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aBlockBecomesAWishAndAKnownContactKeepsWhatIsKnown(TestDatabase database) {
        var storage = database.open();
        var contacts = new Contacts(storage);
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        optOuts.leaveOut(7, 1, Cause.BLOCKED);
        contacts.merge(ALPHA, List.of(named(1, "Anna", MONDAY)), null);
        var report = imported(storage, "user_id,отписан\n1,да\n");
        assertThat(counts(report)).containsExactly(0L, 0L, 0L);
        assertThat(report.optedOut()).isEqualTo(1);
        assertThat(contacts.find(ALPHA, 1)).contains(named(1, "Anna", MONDAY));
        assertThat(optOuts.causes(7, List.of(1L))).containsEntry(1L, Cause.ASKED);
        assertThat(told).containsExactly(new ContactsChanged(ALPHA));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aWishOnALaterLineAboutTheSamePersonCounts(TestDatabase database) {
        var storage = database.open();
        var optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        var report = imported(storage, "user_id,opted_out\n1,no\n1,yes\n2,yes\n2,no\n");
        assertThat(counts(report)).containsExactly(2L, 0L, 1L);
        assertThat(optOuts.of(7, List.of(1L, 2L))).containsOnlyKeys(1L, 2L);
        assertThat(report.notes().first()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(3);
            assertThat(line.said())
                    .hasToString("user_id 1 stands on an earlier line already, and only the opt-out was"
                            + " taken from this one");
        });
        assertThat(new Contacts(storage).find(ALPHA, 1)).contains(wrote(1, null, null));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thousandsOptOutByAFileOverSeveralChunks(TestDatabase database) {
        var storage = database.open();
        var file = LongStream.rangeClosed(1, 2_500)
                .mapToObj(id -> id + (id % 2 == 0 ? ",x" : ","))
                .collect(Collectors.joining("\n", "user_id,do_not_contact\n", ""));
        assertThat(imported(storage, file).optedOut()).isEqualTo(1_250);
        assertThat(optedOut).hasSize(1_250);
        assertThat(new Audience(storage).count(ALPHA, Targeting.EVERYBODY)).isEqualTo(1_250);
        assertThat(told).hasSize(1);
    }

    private static String people(LongStream ids, String name) {
        return ids.mapToObj(id -> id + "," + name).collect(Collectors.joining("\n", "user_id,first_name\n", ""));
    }

    private static ImportReport imported(Storage storage, String file) {
        return imported(storage, file, NOW);
    }

    private static ImportReport imported(Storage storage, String file, Instant now) {
        return imported(storage, new OptOuts(storage, optedOut::add, TestTime.running()), file, now);
    }

    private static ImportReport imported(Storage storage, OptOuts optOuts, String file, Instant now) {
        try {
            return People.imported(
                    new ContactImport(
                            new ImportChunks(storage, optOuts, TestAudit.of(storage)),
                            told::add,
                            Clock.fixed(now, ZoneOffset.UTC)),
                    bytes(file));
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
