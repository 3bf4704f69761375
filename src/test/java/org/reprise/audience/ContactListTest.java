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
    private OptOuts optOuts;

    private void given(TestDatabase database, String csv) {
        var storage = database.open();
        optOuts = new OptOuts(storage, event -> {}, TestTime.running());
        list = new ContactList(storage, new Contacts(storage), optOuts);
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

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void pagesHoldThoseWhoStandAsIsAskedFor(TestDatabase database) {
        given(database, PEOPLE);
        optOuts.add(ALPHA.accountId(), 2, "STOP");
        optOuts.add(ALPHA.accountId(), 60, "STOP");
        optOuts.leaveOut(ALPHA.accountId(), 4, LeftOut.Cause.BLOCKED);
        optOuts.add(ALPHA.accountId(), 99, "STOP");
        assertThat(ids(Standing.ALL, 0, 9)).hasSize(7);
        assertThat(ids(Standing.REACHABLE, 0, 9)).containsExactly(1L, 3L, 5L, 61L);
        assertThat(ids(Standing.REACHABLE, 2, 1)).containsExactly(5L);
        assertThat(ids(Standing.OPTED_OUT, 0, 9)).containsExactly(2L, 60L);
        assertThat(ids(Standing.OPTED_OUT, 1, 9)).containsExactly(60L);
        assertThat(ids(Standing.BLOCKED, 0, 9)).containsExactly(4L);
        assertThat(ids(Standing.DEACTIVATED, 0, 9)).isEmpty();
        var leftOut = list.leftOut(ALPHA);
        assertThat(Standing.values())
                .allSatisfy(each -> assertThat(each.of(list.count(ALPHA), leftOut))
                        .isEqualTo(ids(each, 0, 9).size()));
    }

    private List<Long> ids(Standing standing, long offset, int size) {
        return list.page(ALPHA, standing, offset, size).stream()
                .map(Contact::userId)
                .toList();
    }

    private List<Long> found(String text) {
        return list.search(ALPHA, text).contacts().stream().map(Contact::userId).toList();
    }
}
