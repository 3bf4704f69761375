package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.BETA;
import static org.reprise.audience.People.anImport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class ContactListTest {
    private static final String PEOPLE = """
        user_id,username,first_name,last_name
        1,anna_b,Anna,Berg
        2,,Hanna,Annandale
        3,Bergmann,Ärne,Öst
        4,ivan,Иван,Петров
        5,,ИВАН,Берг
        60,,,
        61,x%y,Anna,Zeller
        """;

    private ContactList list;

    private void given(TestDatabase database, String csv) {
        var storage = database.open();
        list = new ContactList(storage, new Contacts(storage), new OptOuts(storage, event -> {}, TestTime.running()));
        try {
            People.imported(anImport(storage), new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNameIsFoundByItsBeginningWhateverItsCapitals(TestDatabase database) {
        given(database, PEOPLE);
        assertThat(found("anna")).containsExactly(1L, 2L, 61L);
        assertThat(found("BERG")).containsExactly(1L, 3L);
        assertThat(found("är")).containsExactly(3L);
        assertThat(found("ÖST")).containsExactly(3L);
        assertThat(found("ив")).containsExactly(4L, 5L);
        assertThat(found("ИВ")).containsExactly(4L, 5L);
        assertThat(found("nna")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyWordMustMatch(TestDatabase database) {
        given(database, PEOPLE);
        assertThat(found("anna berg")).containsExactly(1L);
        assertThat(found(" ze  anna ")).containsExactly(61L);
        assertThat(found("anna nobody")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAtSignMeansTheUsernameAndANumberTheWholeId(TestDatabase database) {
        given(database, PEOPLE);
        assertThat(found("@anna")).containsExactly(1L);
        assertThat(found("@")).isEmpty();
        assertThat(found("6")).isEmpty();
        assertThat(found("60")).containsExactly(60L);
        assertThat(found("x%")).containsExactly(61L);
        assertThat(found("%")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tooManyAreCutAndSaidToBe(TestDatabase database) {
        var many = LongStream.rangeClosed(1, ContactList.MAX_CONTACTS + 1)
                .mapToObj(id -> id + ",Anna,No" + id)
                .collect(Collectors.joining("\n", "user_id,first_name,last_name\n", ""));
        given(database, many);
        assertThat(list.search(ALPHA, "an").more()).isTrue();
        assertThat(list.search(ALPHA, "an").contacts()).hasSize(ContactList.MAX_CONTACTS);
        assertThat(list.search(ALPHA, "anna no2001")).isEqualTo(list.search(ALPHA, "2001"));
        assertThat(list.search(ALPHA, "anna no2001").more()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pagesHoldTheSessionsOwnContactsInOrder(TestDatabase database) {
        given(database, PEOPLE);
        assertThat(list.page(ALPHA, 4, 2)).extracting(Contact::userId).containsExactly(5L, 60L);
        assertThat(list.page(ALPHA, 6, 5)).extracting(Contact::userId).containsExactly(61L);
        assertThat(list.page(BETA, 0, 5)).isEmpty();
        assertThat(list.search(BETA, "anna").contacts()).isEmpty();
    }

    private List<Long> found(String text) {
        return list.search(ALPHA, text).contacts().stream().map(Contact::userId).toList();
    }
}
