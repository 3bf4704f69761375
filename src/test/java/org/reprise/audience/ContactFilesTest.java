package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.FILES;
import static org.reprise.audience.People.anImport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.Storage;
import org.reprise.testing.TestDatabase;

/** Files as people have them, in {@code files}: what is imported of each, and what is told. */
class ContactFilesTest {
    private Storage storage;
    private Contacts contacts;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theSeparatorIsRecognised(TestDatabase database) throws IOException {
        given(database);
        assertWhole(imported("semicolon.csv"), 1, ';');
        assertName(501000002, "Bea");
        assertThat(contacts.find(ALPHA, 501000002))
                .map(Contact::lastMessageAt)
                .contains(Instant.parse("2026-01-15T10:00:00Z"));
        assertWhole(imported("bom-quoted.csv"), 1, ';');
        assertName(501000027, "Ann");
        assertWhole(imported("sep-line.csv"), 1, ',');
        assertName(501000003, "Cid");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void utf16IsRecognisedByItsMark(TestDatabase database) throws IOException {
        given(database);
        var report = imported("utf16-excel-unicode.txt");
        assertWhole(report, 1, '\t');
        assertThat(report.file().encoding()).isEqualTo("UTF-16LE");
        assertName(501000004, "Dörte");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherEncodingHasToBeDeclared(TestDatabase database) throws IOException {
        given(database);
        assertThatThrownBy(() -> imported("cp1252.csv"))
                .isInstanceOfSatisfying(
                        ImportRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ImportRefused.Reason.ENCODING))
                .hasMessageStartingWith("Line 2 holds bytes that are not UTF-8");
        assertThat(contacts.count(ALPHA)).isZero();
        assertThatThrownBy(() -> imported("cp1252.csv", StandardCharsets.US_ASCII, null))
                .hasMessageStartingWith("Line 2 holds bytes that are not US-ASCII, as which the file is declared");
        assertThat(contacts.count(ALPHA)).isZero();
        assertWhole(imported("cp1252.csv", Charset.forName("windows-1252"), null), 2, ',');
        assertName(501000006, "José");
        assertName(501000106, "Ann");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsMayBeLongerOrShorterThanTheHeaderWhereNothingStands(TestDatabase database) throws IOException {
        given(database);
        assertWhole(imported("trailing-empty.csv"), 2, ',');
        assertName(501000111, "Quin");
        assertWhole(imported("short-rows.csv"), 3, ',');
        assertName(501000311, "Sue");
        assertThat(contacts.find(ALPHA, 501000411)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void emptyRowsAreReadOver(TestDatabase database) throws IOException {
        given(database);
        assertWhole(imported("blank-rows.csv"), 2, ',');
        assertName(501000119, "Bob");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void titlesMayBeWrittenAsPeopleWriteThem(TestDatabase database) throws IOException {
        given(database);
        assertWhole(imported("headers-space.csv"), 1, ',');
        assertThat(contacts.find(ALPHA, 501000013))
                .map(Contact::lastMessageAt)
                .contains(Instant.parse("2026-01-15T00:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void exactNumbersInOtherDressAreRead(TestDatabase database) throws IOException {
        given(database);
        assertWhole(imported("decimal.csv"), 2, ',');
        assertName(501000008, "Ida");
        assertName(501000108, "Ida");
        assertWhole(imported("formula.csv"), 3, ',');
        assertName(501000010, "Max");
        assertName(501000110, "Ned");
        assertName(501000210, "Oda");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTimeThatCannotBeReadCostsNobodyTheirPlace(TestDatabase database) throws IOException {
        given(database);
        var report = imported("dates.csv");
        assertThat(report.imported()).isEqualTo(8);
        assertThat(report.rejects().count()).isZero();
        assertThat(report.notes().first()).extracting(ImportReport.Line::number).containsExactly(2L, 3L, 4L, 5L);
        assertThat(times(417, 517, 617, 717))
                .containsExactly(
                        Instant.parse("2026-01-15T10:00:00Z"),
                        Instant.parse("2026-01-15T10:00:00Z"),
                        Instant.parse("2026-01-15T10:00:00Z"),
                        Instant.parse("2026-01-15T10:00:00.123Z"));
        var inZone = imported("dates.csv", null, ZoneId.of("Asia/Tokyo"));
        assertThat(inZone.notes().count()).isZero();
        assertThat(times(17, 117, 217, 317))
                .containsExactly(
                        Instant.parse("2026-01-15T01:00:00Z"),
                        Instant.parse("2026-01-14T15:00:00Z"),
                        Instant.parse("2026-01-15T01:00:00Z"),
                        Instant.parse("2026-01-15T01:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void filesOfOtherProgramsAndCountriesAreImportedWhole(TestDatabase database) throws IOException {
        given(database);
        assertWhole(text("user_id;first_name\r\n1;Ann\n2;Bob\r3;Cid\r\n\r\r\n4;Dan", "UTF-8"), 4, ';');
        assertWhole(text("\"user_id\",\"first_name\"\n\"5\",\"Doe; J, Jr. | x\"\n", "UTF-8"), 1, ',');
        assertName(5, "Doe; J, Jr. | x");
        assertWhole(text("user_id | first_name\n6 | Ann\n", "UTF-8"), 1, '|');
        assertWhole(text("\uFEFFuser_id\tfirst_name\n7\tЮля\n", "UTF-16BE"), 1, '\t');
        assertName(7, "Юля");
        assertWhole(text("Телеграм ID;Имя;Фамилия\r\n8;Юля;Ёлкина\r\n", "windows-1251"), 1, ';');
        assertName(8, "Юля");
        assertWhole(text("Telegram-ID;Vorname;Nachname\r\n9;Jörg;Groß\r\n", "windows-1252"), 1, ';');
        assertName(9, "Jörg");
        assertWhole(text("sep=;;\r\nuser_id;first_name;phone\r\n=\"10\";Eve;\r\n;;\r\n,,\r\n", "UTF-8"), 1, ';');
        assertWhole(text("user_id\n501000008,00\n501000009,00\n", "UTF-8"), 2, ';');
        assertWhole(text("user_id\n\"+11\"\n'12\n13\u00A0\n\u202A14\u202C\n1\u00A0234\u00A0567\n", "UTF-8"), 5, ',');
    }

    /** Declared as what it is, as far as it has no mark. */
    private ImportReport text(String text, String encoding) throws IOException {
        var kept = FILES.keep(new ByteArrayInputStream(text.getBytes(encoding)));
        var file = ContactFile.of(kept, Charset.forName(encoding), ColumnMapping.NONE);
        return anImport(storage).importFile(() -> ALPHA, file, ImportOptions.in(null));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsSaidOfEachColumnCountsForMoreThanAnyName(TestDatabase database) throws IOException {
        given(database);
        var kept = FILES.keep(new ByteArrayInputStream("user_id,first_name,,Rufname\n7,Wrong,8,Right\n".getBytes()));
        var columns = Arrays.<ColumnTarget>asList(
                null, null, new ColumnTarget.Field(Column.USER_ID), new ColumnTarget.Field(Column.FIRST_NAME));
        var file = ContactFile.of(kept, null, ColumnMapping.NONE).mapped(ColumnMapping.ofPlaces(columns));
        var report = anImport(storage).importFile(() -> ALPHA, file, ImportOptions.in(null));
        assertThat(report.file().ignored()).containsExactly("user_id", "first_name");
        assertThat(report.imported()).isEqualTo(1);
        assertName(8, "Right");
    }

    private List<Instant> times(int... ids) {
        return java.util.Arrays.stream(ids)
                .mapToObj(id ->
                        contacts.find(ALPHA, 501_000_000L + id).orElseThrow().lastMessageAt())
                .toList();
    }

    private void given(TestDatabase database) {
        storage = database.open();
        contacts = new Contacts(storage);
    }

    private ImportReport imported(String name) throws IOException {
        return imported(name, null, null);
    }

    private ImportReport imported(String name, Charset declared, ZoneId zone) throws IOException {
        try (var in = ContactFilesTest.class.getResourceAsStream("files/" + name)) {
            var kept = FILES.keep(new ByteArrayInputStream(in.readAllBytes()));
            return anImport(storage)
                    .importFile(
                            () -> ALPHA, ContactFile.of(kept, declared, ColumnMapping.NONE), ImportOptions.in(zone));
        }
    }

    private static void assertWhole(ImportReport report, long people, char separator) {
        assertThat(report.imported()).isEqualTo(people);
        assertThat(report.rejects().first()).isEmpty();
        assertThat(report.notes().first()).isEmpty();
        assertThat(report.file().ignored()).isEmpty();
        assertThat(report.file().separator()).isEqualTo(separator);
    }

    private void assertName(long id, String name) {
        assertThat(contacts.find(ALPHA, id)).map(Contact::firstName).contains(name);
    }
}
