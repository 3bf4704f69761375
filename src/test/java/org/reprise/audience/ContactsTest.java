package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.BETA;
import static org.reprise.audience.People.named;
import static org.reprise.audience.People.wrote;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.Contacts.Merged;
import org.reprise.telegram.Chat;
import org.reprise.testing.TestDatabase;

class ContactsTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T12:00:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aMergeTellsTheNewFromTheChangedFromTheUnchanged(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(named(1, "Anna", MONDAY), named(2, "Bob", MONDAY)), null);
        var merged = contacts.merge(
                ALPHA, List.of(named(3, "Cleo", MONDAY), named(2, "Bobby", MONDAY), named(1, "Anna", MONDAY)), null);
        assertThat(merged).isEqualTo(new Merged(1, 1));
        assertThat(contacts.count(ALPHA)).isEqualTo(3);
        assertThat(contacts.find(ALPHA, 2)).map(Contact::firstName).contains("Bobby");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsAbsentErasesNothing(TestDatabase database) {
        var contacts = new Contacts(database.open());
        var whole = new Contact(
                1,
                new Contact.Profile("anna", "Anna", "Berg", "+49", "de"),
                new Contact.Evidence(MONDAY, FRIDAY, TUESDAY, "fair"));
        contacts.merge(ALPHA, List.of(whole), null);
        assertThat(contacts.merge(ALPHA, List.of(wrote(1, null, null)), null)).isEqualTo(new Merged(0, 0));
        assertThat(contacts.find(ALPHA, 1)).contains(whole);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatWasUnknownIsCompleted(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(wrote(1, null, null)), null);
        var whole = new Contact(
                1,
                new Contact.Profile("anna", "Anna", "Berg", "+49", "de"),
                new Contact.Evidence(MONDAY, FRIDAY, TUESDAY, "fair"));
        assertThat(contacts.merge(ALPHA, List.of(whole), null)).isEqualTo(new Merged(0, 1));
        assertThat(contacts.find(ALPHA, 1)).contains(whole);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theFirstSignOnlyMovesBackAndTheNewestMessageOnlyForward(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(wrote(1, TUESDAY, TUESDAY)), null);
        assertThat(contacts.merge(ALPHA, List.of(wrote(1, MONDAY, MONDAY)), null)
                        .changed())
                .isEqualTo(1);
        assertThat(contacts.find(ALPHA, 1)).contains(wrote(1, MONDAY, TUESDAY));
        assertThat(contacts.merge(ALPHA, List.of(wrote(1, FRIDAY, FRIDAY)), null)
                        .changed())
                .isEqualTo(1);
        assertThat(contacts.find(ALPHA, 1)).contains(wrote(1, MONDAY, FRIDAY));
        assertThat(contacts.merge(ALPHA, List.of(wrote(1, TUESDAY, TUESDAY)), null)
                        .changed())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theFirstSignOfAChatMayBeTheOptIn(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(
                ALPHA,
                List.of(new Contact(
                        1,
                        new Contact.Profile(null, null, null, null, null),
                        new Contact.Evidence(FRIDAY, FRIDAY, MONDAY, "fair"))),
                null);
        assertThat(contacts.find(ALPHA, 1)).map(Contact::firstMessageAt).contains(MONDAY);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOperatorsWordCountsOnlyWhereNothingIsKnown(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(wrote(1, null, null), wrote(2, MONDAY, MONDAY)), null);
        var strangers = List.of(wrote(1, null, null), wrote(2, null, null), wrote(3, null, null));
        assertThat(contacts.merge(ALPHA, strangers, FRIDAY)).isEqualTo(new Merged(1, 1));
        var vouched = new Contact(
                1,
                new Contact.Profile(null, null, null, null, null),
                new Contact.Evidence(FRIDAY, null, FRIDAY, "import"));
        assertThat(contacts.find(ALPHA, 1)).contains(vouched);
        assertThat(contacts.find(ALPHA, 2)).contains(wrote(2, MONDAY, MONDAY));
        assertThat(contacts.find(ALPHA, 3)).map(Contact::optInSource).contains("import");
        assertThat(contacts.merge(ALPHA, strangers, FRIDAY.plusSeconds(60))).isEqualTo(new Merged(0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sessionsKnowNothingOfEachOther(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.merge(ALPHA, List.of(named(1, "Anna", MONDAY)), null);
        assertThat(contacts.find(BETA, 1)).isEmpty();
        assertThat(contacts.merge(BETA, List.of(named(1, "Anja", MONDAY)), null))
                .isEqualTo(new Merged(1, 0));
        assertThat(contacts.find(ALPHA, 1)).map(Contact::firstName).contains("Anna");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSyncCopiesEveryChatOnce(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.sync(ALPHA, LongStream.rangeClosed(1, 2_500).mapToObj(id -> chat(id, "Anna")));
        contacts.sync(ALPHA, LongStream.rangeClosed(1, 2_500).mapToObj(id -> chat(id, "Anna")));
        assertThat(contacts.count(ALPHA)).isEqualTo(2_500);
        assertThat(contacts.find(ALPHA, 2_500)).map(Contact::lastMessageAt).contains(FRIDAY);
        assertThat(contacts.find(ALPHA, 2_500)).map(Contact::optedInAt).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSyncTakesWhateverNamesPeopleGiveThemselves(TestDatabase database) {
        var contacts = new Contacts(database.open());
        contacts.sync(ALPHA, Stream.of(chat(-100, "a group"), chat(1, "A\0\uD83D" + "n".repeat(300)), chat(1, "Ann")));
        assertThat(contacts.count(ALPHA)).isEqualTo(1);
        assertThat(contacts.find(ALPHA, 1)).map(Contact::firstName).contains("Ann");
    }

    private static Chat chat(long id, String firstName) {
        return new Chat(id, null, firstName, null, null, null, MONDAY, FRIDAY);
    }
}
