package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.audience.AttributeType;
import org.reprise.audience.Attributes;
import org.reprise.audience.Contact;
import org.reprise.audience.ContactDetailRows;
import org.reprise.audience.ContactEdit;
import org.reprise.audience.ContactEdit.Field;
import org.reprise.audience.ContactEdit.TagEdit;
import org.reprise.audience.ContactEditService;
import org.reprise.audience.ContactRefused;
import org.reprise.audience.ContactRefused.Code;
import org.reprise.audience.Segments;
import org.reprise.audience.Tags;
import org.reprise.audience.ZoneSource;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Session;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class AttributeServiceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Object> told = new ArrayList<>();
    private TestReprise reprise;
    private AttributeService attributes;
    private TagService tags;
    private ContactEditService edits;
    private Session demo;

    /** Persons 1 to 3 of the session "demo". */
    private void given(TestDatabase database) {
        given(database, new ScriptedTelegram(3));
    }

    private void given(TestDatabase database, ScriptedTelegram telegram) {
        reprise = new TestReprise(database, telegram);
        var time = TimeSource.of(Clock.systemUTC());
        var declared = new Attributes(reprise.storage);
        var stored = new Tags(reprise.storage, reprise.audit);
        var uses = new RuleUses(reprise.registry, new Segments(reprise.storage));
        attributes = new AttributeService(declared, uses, reprise.caller, reprise.audit, time);
        tags = new TagService(stored, uses, reprise.caller, reprise.audit);
        edits = new ContactEditService(
                new ContactEditService.Stored(
                        reprise.contacts, new ContactDetailRows(reprise.storage, stored), declared),
                reprise.audit,
                time,
                told::add);
        demo = reprise.sessions.forImport("demo");
        reprise.contacts.sync(
                demo,
                IntStream.rangeClosed(1, 3).mapToObj(id -> new Chat(id, null, "P" + id, null, null, null, NOON, NOON)));
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void valuesAreKeptByNameAndTakenAway(TestDatabase database) {
        given(database);
        attributes.add("City", AttributeType.TEXT);
        attributes.add("orders", AttributeType.NUMBER);
        attributes.add("since", AttributeType.DATE);
        attributes.add("vip", AttributeType.FLAG);
        var json = "{\"CITY\":\"Zürich\\n\\\"Süd\\\"\",\"orders\":1.50,\"since\":\"2026-01-31\",\"vip\":false}";
        var changed = change(1, json);
        assertThat(changed.storedAttributes())
                .isEqualTo(changed.details().attributes().json().toString());
        assertThat(changed.attributes().toString())
                .isEqualTo("{city=Zürich\n\"Süd\", orders=1.5, since=2026-01-31, vip=false}");
        assertThat(told).hasSize(1);
        assertThat(change(1, json)).isEqualTo(changed);
        assertThat(told).as("nothing was changed").hasSize(1);
        assertThat(change(1, "{\"city\":null,\"vip\":true}").attributes().toString())
                .isEqualTo("{orders=1.5, since=2026-01-31, vip=true}");
        var none = change(1, "{\"orders\":null,\"since\":null,\"vip\":null,\"city\":null}");
        assertThat(none.storedAttributes()).isNull();
        assertThat(edits.find(demo, 2).attributes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatDoesNotFitIsRefusedByItsNameAndNothingIsChanged(TestDatabase database) {
        given(database);
        refused(Code.INVALID, "attributes/city", () -> change(1, "{\"city\":\"Bonn\"}"));
        attributes.add("city", AttributeType.TEXT);
        attributes.add("vip", AttributeType.FLAG);
        refused(Code.INVALID, "attributes/vip", () -> change(1, "{\"city\":\"Bonn\",\"vip\":\"yes\"}"));
        refused(Code.INVALID, "attributes/city", () -> change(1, "{\"city\":\"Bo\u202Enn\"}"));
        refused(Code.INVALID, "attributes/zip", () -> change(1, "{\"city\":\"Bonn\",\"zip\":null}"));
        refused(Code.INVALID, null, () -> change(1, "{\"city\":\"Bonn\",\"CITY\":\"Bonn\"}"));
        refused(Code.INVALID, "zone", () -> edit(1, ContactEdit.ofField(Field.ZONE, "Berlin")));
        refused(Code.INVALID, "first_name", () -> edit(1, ContactEdit.ofField(Field.FIRST_NAME, "a".repeat(201))));
        refused(Code.INVALID, "remove_tags", () -> edit(1, ContactEdit.ofTags(Set.of("a"), Set.of("nobody's"))));
        refused(Code.INVALID, "add_tags", () -> edit(1, ContactEdit.ofTags(Set.of("a", "b,c"), Set.of())));
        refused(Code.UNKNOWN, null, () -> change(9, "{\"city\":\"Bonn\"}"));
        assertThat(edits.find(demo, 1)).isEqualTo(edits.find(demo, 1).with(org.reprise.audience.ContactDetails.NONE));
        assertThat(tags.all()).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void namesAndTheZoneAreSaidAndForgotten(TestDatabase database) {
        given(database);
        edit(1, ContactEdit.ofField(Field.FIRST_NAME, "Anna"));
        edit(1, ContactEdit.ofField(Field.USERNAME, "@anna"));
        var zoned = edits.change(demo, 1, ContactEdit.ofField(Field.ZONE, "europe/berlin"), ZoneSource.API);
        assertThat(List.of(zoned.firstName(), zoned.username(), zoned.zone()))
                .containsExactly("Anna", "anna", "Europe/Berlin");
        assertThat(zoned.zoneSource()).isEqualTo(ZoneSource.API);
        assertThat(edit(1, ContactEdit.ofField(Field.ZONE, "Europe/Berlin")).zoneSource())
                .as("it was known already")
                .isEqualTo(ZoneSource.API);
        assertThat(edit(1, ContactEdit.ofField(Field.ZONE, "Asia/Tokyo")).zoneSource())
                .isEqualTo(ZoneSource.OPERATOR);
        var nowhere = edit(1, ContactEdit.ofField(Field.ZONE, null));
        assertThat(nowhere.zone()).isNull();
        assertThat(nowhere.zoneSource()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tagsArePutOnAndTakenOff(TestDatabase database) {
        given(database);
        edit(1, ContactEdit.ofTags(Set.of("vip", "Café"), Set.of()));
        edit(2, ContactEdit.ofTags(Set.of("vip"), Set.of()));
        assertThat(edits.find(demo, 1).tags()).containsExactly("Café", "vip");
        assertThat(people()).isEqualTo(Map.of("Café", 1L, "vip", 2L));
        edit(1, ContactEdit.ofTags(Set.of("new"), Set.of("vip")));
        assertThat(edits.find(demo, 1).tags()).containsExactly("Café", "new");
        edit(1, new ContactEdit(Map.of(), Map.of(), new TagEdit(Set.of("one"), Set.of(), Set.of())));
        assertThat(edits.find(demo, 1).tags()).containsExactly("one");
        assertThat(people()).isEqualTo(Map.of("Café", 0L, "new", 0L, "one", 1L, "vip", 1L));
        var vip = tags.all().stream()
                .filter(tag -> tag.name().equals("vip"))
                .findFirst()
                .orElseThrow();
        assertThat(tags.delete(vip.id())).isEqualTo(1);
        assertThat(edits.find(demo, 2).tags()).isEmpty();
        refused(Code.UNKNOWN, null, () -> tags.delete(vip.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void thereIsAnEndToTagsAndAttributes(TestDatabase database) {
        given(database);
        edit(1, ContactEdit.ofTags(numbered("t", 1, Tags.MOST_ON_CONTACT), Set.of()));
        refused(Code.INVALID, "add_tags", () -> edit(1, ContactEdit.ofTags(Set.of("more"), Set.of())));
        assertThat(edit(1, ContactEdit.ofTags(Set.of("more"), Set.of("t1"))).tags())
                .hasSize(Tags.MOST_ON_CONTACT);
        for (int i = Tags.MOST_ON_CONTACT + 1; i < Tags.MOST; i += 50) {
            var some = numbered("t", i, Math.min(i + 49, Tags.MOST - 1));
            edit(2, new ContactEdit(Map.of(), Map.of(), new TagEdit(some, Set.of(), Set.of())));
        }
        assertThat(tags.all()).hasSize(Tags.MOST);
        refused(Code.CONFLICT, null, () -> edit(3, ContactEdit.ofTags(Set.of("one too many"), Set.of())));
        for (int i = 1; i <= AttributeService.MOST; i++) {
            attributes.add("a" + i, AttributeType.TEXT);
        }
        refused(Code.CONFLICT, null, () -> attributes.add("b", AttributeType.TEXT));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAttributeTakesItsValuesAlong(TestDatabase database) {
        given(database);
        var city = attributes.add("city", AttributeType.TEXT);
        attributes.add("größe", AttributeType.NUMBER);
        refused(Code.CONFLICT, null, () -> attributes.add("CITY", AttributeType.FLAG));
        change(1, "{\"city\":\"Bonn\",\"größe\":2}");
        change(2, "{\"city\":\"Bonn\"}");
        assertThat(attributes.people(city)).isEqualTo(2);
        assertThat(attributes.delete(city.id())).isEqualTo(2);
        assertThat(edits.find(demo, 1).attributes().toString()).isEqualTo("{größe=2}");
        assertThat(edits.find(demo, 2).storedAttributes()).isNull();
        refused(Code.UNKNOWN, null, () -> attributes.delete(city.id()));
        attributes.add("city", AttributeType.FLAG);
        assertThat(attributes.people(attributes.all().get(0))).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatARunningMessageIsFilledWithStays(TestDatabase database) {
        given(database, new ScriptedTelegram(3).holdingReplies());
        var city = attributes.add("city", AttributeType.TEXT);
        change(1, "{\"city\":\"Bonn\"}");
        long id = reprise.desk
                .create(TestReprise.aCampaign("Hello {{ city | default: \"there\" }}"))
                .id();
        reprise.start(id);
        assertThatThrownBy(() -> attributes.delete(city.id()))
                .isInstanceOfSatisfying(
                        ContactRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("running campaigns (" + id + ")");
        assertThat(attributes.people(city)).isEqualTo(1);
        reprise.desk.stop(id);
        assertThat(attributes.delete(city.id())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsErasedLeavesNothingOfThis(TestDatabase database) {
        given(database);
        attributes.add("city", AttributeType.TEXT);
        change(1, "{\"city\":\"Bonn\"}");
        edit(1, ContactEdit.ofTags(Set.of("vip"), Set.of()));
        edit(1, ContactEdit.ofField(Field.ZONE, "Europe/Berlin"));
        reprise.contacts.erase(demo, 1, NOON);
        assertThat(people()).isEqualTo(Map.of("vip", 0L));
        reprise.contacts.sync(demo, java.util.stream.Stream.of(new Chat(1, null, "P1", null, null, null, NOON, NOON)));
        assertThat(edits.find(demo, 1).details()).isEqualTo(org.reprise.audience.ContactDetails.NONE);
    }

    private Map<String, Long> people() {
        var people = tags.people();
        return tags.all().stream().collect(Collectors.toMap(tag -> tag.name(), tag -> people.get(tag.id())));
    }

    private static Set<String> numbered(String name, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> name + i).collect(Collectors.toSet());
    }

    private Contact change(long user, String attributes) {
        return edit(user, ContactEdit.ofAttributes(json(attributes)));
    }

    private Contact edit(long user, ContactEdit edit) {
        return edits.change(demo, user, edit, ZoneSource.OPERATOR);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static void refused(Code code, String member, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(ContactRefused.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            if (member != null) {
                assertThat(e.member()).contains(member);
            }
        });
    }
}
