package org.reprise.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.FILES;
import static org.reprise.audience.People.anImport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.ColumnTarget.OfAttribute;
import org.reprise.audience.ColumnTarget.OfTags;
import org.reprise.audience.ImportReport.Counts;
import org.reprise.audience.ImportReport.Line;
import org.reprise.storage.Storage;
import org.reprise.testing.TestAudit;
import org.reprise.testing.TestDatabase;

/** Attributes, tags and zones that a file brings. */
class DetailsImportTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Storage storage;
    private Contacts contacts;
    private Tags tags;
    private Map<String, ColumnTarget> mapping;

    private void given(TestDatabase database) {
        storage = database.open();
        contacts = new Contacts(storage);
        tags = new Tags(storage, TestAudit.of(storage));
        mapping = new LinkedHashMap<>();
        map("Stadt", "city", AttributeType.TEXT);
        map("Bestellungen", "orders", AttributeType.NUMBER);
        map("Seit", "since", AttributeType.DATE);
        map("VIP", "vip", AttributeType.FLAG);
        mapping.put("Gruppe", new OfTags());
    }

    private void map(String title, String name, AttributeType type) {
        var attributes = new Attributes(storage);
        mapping.put(
                title,
                new OfAttribute(
                        attributes.add(ALPHA.accountId(), name, type, NOON).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aColumnHoldsAnAttributeTagsOrTheZone(TestDatabase database) {
        given(database);
        var csv = """
                user_id;Stadt;Bestellungen;Seit;VIP;Gruppe;Zeitzone
                1;Köln;1,5;31.01.2026;ja;a, "b"";b;europe/berlin
                2;Bonn;2;2026-01-31;nein;a,Café;;
                3;;;;;;Mars
                """.replace("a, \"b\"\";b", "\"a, c;b\"");
        var report = imported(csv);
        assertThat(report.counts()).isEqualTo(new Counts(3, 0, 0, 0, 0));
        assertThat(report.file().ignored()).isEmpty();
        assertThat(report.notes().first())
                .extracting(Line::toString)
                .singleElement()
                .asString()
                .contains("zone 'Mars' was left out");
        var first = find(1);
        assertThat(first.attributes().toString()).isEqualTo("{city=Köln, orders=1.5, since=2026-01-31, vip=true}");
        assertThat(first.tags()).containsExactly("a", "b", "c");
        assertThat(first.zone()).isEqualTo("Europe/Berlin");
        assertThat(first.zoneSource()).isEqualTo(ZoneSource.IMPORT);
        assertThat(find(2).tags()).containsExactly("Café", "a");
        assertThat(find(3).details()).isEqualTo(ContactDetails.NONE);

        assertThat(imported(csv).counts()).as("the same again").isEqualTo(new Counts(0, 0, 3, 0, 0));
        assertThat(find(1)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatTheFileLacksErasesNothing(TestDatabase database) {
        given(database);
        imported("user_id,Stadt,Bestellungen,Gruppe,zone\n1,Köln,5,a,Europe/Berlin\n2,Bonn,5,a,\n");
        var report = imported("user_id,Stadt,VIP,Gruppe,zone\n1,,yes,,\n2,Bonn,,b,\n");
        assertThat(report.counts()).isEqualTo(new Counts(0, 2, 0, 0, 0));
        assertThat(find(1).attributes().toString()).isEqualTo("{city=Köln, orders=5, vip=true}");
        assertThat(find(1).tags()).containsExactly("a");
        assertThat(find(1).zone()).isEqualTo("Europe/Berlin");
        assertThat(find(2).tags()).containsExactly("a", "b");
        imported("user_id,first_name\n1,Anna\n");
        assertThat(find(1).attributes()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTextThatTurnsTheDirectionOfWritingLeavesItsRowOut(TestDatabase database) {
        given(database);
        var report = imported("user_id,Stadt\n1,Bo\u202Enn\n2,Bonn\n");
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.rejects().first())
                .singleElement()
                .satisfies(line -> assertThat(line.said())
                        .hasToString("Stadt 'Bonn' does not fit the attribute city, which must be"
                                + " a text without the character U+202E (RIGHT-TO-LEFT OVERRIDE)"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCellThatDoesNotFitLeavesItsRowOutWithTheNameOfTheColumn(TestDatabase database) {
        given(database);
        var report = imported("user_id,Bestellungen,Seit,VIP,Gruppe\n"
                + "1,many,,,\n2,,1/2/2026,,\n3,,,perhaps,\n4,,,,\"a\"\"b\"\n5,,,," + "x".repeat(61) + "\n6,7,,,ok\n");
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.rejects().first().stream().map(line -> line.said().toString()))
                .satisfiesExactly(
                        said -> assertThat(said)
                                .isEqualTo("Bestellungen 'many' does not fit the attribute orders, which must be"
                                        + " a number from -10^15 to 10^15 with up to 6 decimals"),
                        said -> assertThat(said).startsWith("Seit '1/2/2026' does not fit the attribute since"),
                        said -> assertThat(said).startsWith("VIP 'perhaps' does not fit the attribute vip"),
                        said -> assertThat(said).startsWith("Gruppe: The name of a tag"),
                        said -> assertThat(said).startsWith("Gruppe: The name of a tag"));
        assertThat(tags.of(ALPHA.accountId())).extracting(Tag::name).containsExactly("ok");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileMayBeForNewPeopleAlone(TestDatabase database) {
        given(database);
        imported("user_id,Stadt\n1,Köln\n");
        var options = new ImportOptions(null, ImportMode.ADD, Set.of("spring"));
        var csv = "user_id,first_name,Stadt,Gruppe\n1,Anna,Bonn,a\n2,Bea,Bonn,a\n";
        assertThat(imported(csv, options).counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
        assertThat(find(1).attributes().toString()).isEqualTo("{city=Köln}");
        assertThat(find(1).tags()).isEmpty();
        assertThat(find(1).firstName()).isNull();
        assertThat(find(2).tags()).containsExactly("a", "spring");
        assertThat(imported(csv, options).counts()).isEqualTo(new Counts(0, 0, 0, 2, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileMayBringTagsAlone(TestDatabase database) {
        given(database);
        imported("user_id,first_name\n1,Anna\n2,Bea\n");
        var options = new ImportOptions(null, ImportMode.TAG, Set.of("spring"));
        assertThatThrownBy(() -> imported("user_id,Stadt\n1,Köln\n", options))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("city");
        var without = new ImportOptions(null, ImportMode.TAG, Set.of());
        assertThatThrownBy(() -> imported("user_id\n1\n", without)).isInstanceOf(ImportRefused.class);
        var report = imported("user_id,first_name,Gruppe,opted_out\n1,X,a,\n3,Cleo,b,\n2,,,yes\n", options);
        assertThat(report.counts()).isEqualTo(new Counts(0, 2, 0, 1, 1));
        assertThat(report.file().ignored()).containsExactly("first_name");
        assertThat(contacts.find(ALPHA, 3)).isEmpty();
        assertThat(find(1).tags()).containsExactly("a", "spring");
        assertThat(find(1).firstName()).isEqualTo("Anna");
        assertThat(tags.of(ALPHA.accountId())).extracting(Tag::name).containsExactly("a", "spring");
        assertThat(imported("user_id,Gruppe\n1,a\n", options).counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nobodyGetsMoreTagsThanTheyMayHave(TestDatabase database) {
        given(database);
        var many = IntStream.rangeClosed(1, Tags.MOST_ON_CONTACT)
                .mapToObj(i -> "t" + (100 + i))
                .collect(Collectors.joining(";"));
        assertThat(imported("user_id,Gruppe\n1," + many + ";one\n").rejects().first())
                .singleElement()
                .asString()
                .contains("may have 50 tags at the most, and the row has 51");
        imported("user_id,Gruppe\n1," + many + "\n2,\n");
        var report = imported("user_id,Gruppe\n2,z\n1,z;t101\n");
        assertThat(report.counts()).isEqualTo(new Counts(0, 1, 1, 0, 0));
        assertThat(report.notes().first())
                .singleElement()
                .satisfies(note -> assertThat(note.number()).isEqualTo(3))
                .asString()
                .contains("may have 50 at the most: z");
        assertThat(find(1).tags()).hasSize(Tags.MOST_ON_CONTACT).doesNotContain("z");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAccountGetsNoMoreTagsThanItMayHave(TestDatabase database) {
        given(database);
        var rows = IntStream.rangeClosed(1, Tags.MOST + 5)
                .mapToObj(i -> i + ",t" + i)
                .collect(Collectors.joining("\n", "user_id,Gruppe\n", "\n"));
        var report = imported(rows);
        assertThat(report.imported()).isEqualTo(Tags.MOST);
        assertThat(report.rejects().count()).isEqualTo(5);
        assertThat(tags.of(ALPHA.accountId())).hasSize(Tags.MOST);
        assertThatThrownBy(
                        () -> imported("user_id\n1\n", new ImportOptions(null, ImportMode.UPDATE, Set.of("one more"))))
                .isInstanceOf(ImportRefused.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aColumnIsMappedByItsPlaceAndEachAttributeHasOne(TestDatabase database) throws IOException {
        given(database);
        var city = mapping.get("Stadt");
        var file = file("a,b,c\nKöln,7,vip\n")
                .mapped(ColumnMapping.ofPlaces(List.of(city, new ColumnTarget.Field(Column.USER_ID), new OfTags())));
        assertThat(anImport(storage)
                        .importFile(() -> ALPHA, file, ImportOptions.in(null))
                        .imported())
                .isEqualTo(1);
        assertThat(find(7).attributes().toString()).isEqualTo("{city=Köln}");
        var twice = file("user_id,a,b\n7,Köln,Bonn\n").mapped(new ColumnMapping(Map.of("a", city, "b", city)));
        assertThatThrownBy(() -> anImport(storage).importFile(() -> ALPHA, twice, ImportOptions.in(null)))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("attribute:city");
    }

    private Contact find(long user) {
        return contacts.find(ALPHA, user).orElseThrow();
    }

    private ImportReport imported(String csv) {
        return imported(csv, ImportOptions.in(null));
    }

    private ImportReport imported(String csv, ImportOptions options) {
        try {
            var first = csv.lines().findFirst().orElseThrow();
            var here = mapping.entrySet().stream()
                    .filter(entry -> first.contains(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return anImport(storage).importFile(() -> ALPHA, file(csv).mapped(new ColumnMapping(here)), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContactFile file(String csv) throws IOException {
        return ContactFile.of(FILES.keep(new ByteArrayInputStream(csv.getBytes(UTF_8))), null, ColumnMapping.NONE);
    }
}
