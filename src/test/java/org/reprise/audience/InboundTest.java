package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.storage.Storage;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Incoming.Blocked;
import org.reprise.telegram.Incoming.Deactivated;
import org.reprise.telegram.Incoming.Edited;
import org.reprise.telegram.Incoming.Happening;
import org.reprise.telegram.Incoming.Unblocked;
import org.reprise.telegram.Incoming.Wrote;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class InboundTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long ANNA = 5;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Queue<Object> told = new ConcurrentLinkedQueue<>();
    private final ScriptedTelegram telegram = new ScriptedTelegram(0);
    private Session session;
    private Contacts contacts;
    private OptOuts optOuts;
    private Categories categories;
    private Classifiers classifiers;
    private ReceivedTexts received;
    private Inbound inbound;

    private void given(TestDatabase database) {
        Storage storage = database.open();
        session = new Sessions(storage, TestTime.running()).open(7, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        contacts = new Contacts(storage);
        optOuts = new OptOuts(storage, told::add, TestTime.running());
        categories = new Categories(storage);
        received = new ReceivedTexts(storage, TestDatabase.settings(Map.of()));
        classifiers = new Classifiers(categories, received, TestTime.running());
        inbound = new Inbound(
                contacts,
                optOuts,
                new ContactChangeNotifier(timer, Runnable::run, told::add),
                classifiers,
                received,
                TestDatabase.settings(Map.of()),
                told::add);
    }

    @AfterEach
    void stopTheTimer() {
        timer.shutdownNow();
    }

    private void comesIn(Happening... happenings) {
        inbound.takeIn(new Incoming(session, List.of(happenings)));
    }

    private static Wrote wrote(String text, Instant at) {
        return wrote("Anna", "en", text, at);
    }

    private static Wrote wrote(String name, String language, String text, Instant at) {
        return new Wrote(new Chat(ANNA, "anna", name, null, null, language, at, at), text);
    }

    private boolean optedOut() {
        return !optOuts.of(7, List.of(ANNA)).isEmpty();
    }

    private List<String> answers() {
        return told.stream()
                .filter(AutoReplyRequested.class::isInstance)
                .map(wanted -> ((AutoReplyRequested) wanted).answer().text())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoWritesIsAContactAndStaysCurrent(TestDatabase database) {
        given(database);
        comesIn(wrote("Hello", NOON));
        comesIn(wrote("Anna-Maria", "en", "Hello again", NOON.plusSeconds(60)));
        comesIn(wrote("Hello", NOON));
        var anna = contacts.find(session, ANNA).orElseThrow();
        assertThat(anna.firstMessageAt()).isEqualTo(NOON);
        assertThat(anna.lastMessageAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(anna.optedInAt()).isNull();
        assertThat(optedOut()).isFalse();
        assertThat(answers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatSomebodyWritesIsKeptOnceAlsoWithinOneSecondAndUntilTheyAreErased(TestDatabase database) {
        given(database);
        comesIn(wrote("Hello", NOON));
        comesIn(wrote("Hello", NOON), wrote("Hello again \u0000 😀", NOON));
        comesIn(wrote("", NOON.plusSeconds(1)));
        comesIn(wrote("x".repeat(20_000), NOON.plusSeconds(2)));
        var kept = received.newest(session, ANNA, 10);
        assertThat(kept).hasSize(3);
        assertThat(kept.get(0).text()).hasSize(10_000);
        assertThat(kept.subList(1, 3))
                .extracting(ReceivedTexts.Text::text)
                .containsExactlyInAnyOrder("Hello", "Hello again   😀");
        assertThat(received.forget(NOON.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(received.forget(NOON.plusSeconds(1), 10)).isEqualTo(1);
        contacts.erase(session, ANNA, NOON);
        assertThat(received.newest(session, ANNA, 10)).isEmpty();
    }

    @Test
    void nothingIsKeptWhereTheSettingsSaySo() {
        given(TestDatabase.SQLITE);
        var none = new ReceivedTexts(
                TestDatabase.SQLITE.open(), TestDatabase.settings(Map.of("REPRISE_KEEP_RECEIVED_DAYS", "0")));
        none.take(new Incoming(session, List.of(wrote("Hello", NOON))));
        assertThat(none.newest(session, ANNA, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aStopHoldsAtOnceAndIsAnsweredOnce(TestDatabase database) {
        given(database);
        comesIn(wrote("STOP", NOON));
        assertThat(optedOut()).isTrue();
        assertThat(told).contains(new OptedOut(7, ANNA));
        comesIn(wrote("stop", NOON.plusSeconds(1)));
        comesIn(wrote("STOP", NOON));
        assertThat(answers()).hasSize(1);
        assertThat(contacts.find(session, ANNA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "  Stop \n", "/STOP@some_bot", "Stop please", "退订"})
    void wordsThatOptOutAreForgiving(String text) {
        given(TestDatabase.SQLITE);
        comesIn(wrote(text, NOON));
        assertThat(optedOut()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop it", "don't stop", "stopwatch", "", "/help"})
    void othersDoNot(String text) {
        given(TestDatabase.SQLITE);
        comesIn(wrote(text, NOON));
        assertThat(optedOut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aMessageEditedToStopHoldsAndIsAnsweredOnce(TestDatabase database) {
        given(database);
        comesIn(wrote("Hello", NOON.plusSeconds(60)));
        comesIn(edited("Hello there"));
        assertThat(optedOut()).isFalse();
        comesIn(edited("stop"));
        comesIn(edited("stop"));
        assertThat(optedOut()).isTrue();
        assertThat(answers()).hasSize(1);
        assertThat(contacts.find(session, ANNA)).map(Contact::lastMessageAt).contains(NOON.plusSeconds(60));
    }

    @Test
    void anEditMakesAContactOfWhoWroteBeforeAndOptsNobodyIn() {
        given(TestDatabase.SQLITE);
        comesIn(edited("stop"), edited("/start"));
        assertThat(optedOut()).isTrue();
        assertThat(contacts.find(session, ANNA)).map(Contact::firstMessageAt).contains(NOON);
    }

    private static Edited edited(String text) {
        return new Edited(new Chat(ANNA, "anna", "Anna", null, null, "en", NOON, NOON), text);
    }

    @ParameterizedTest
    @CsvSource({
        "en, you will get no more messages",
        "de, keine Nachrichten mehr",
        "de-AT, keine Nachrichten mehr",
        "es, no recibirás",
        "fr, vous ne recevrez plus",
        "pt-br, não receberá",
        "ru, больше не будете получать",
        "uk, більше не отримуватимете",
        "zh-hans, 您不会再收到",
        "fa, دیگر پیامی",
        "xx, you will get no more messages",
        ", you will get no more messages",
    })
    void theAnswerIsInTheirLanguageAndNamesTheWayBack(String language, String words) {
        given(TestDatabase.SQLITE);
        comesIn(wrote("Anna", language, "stop", NOON));
        assertThat(answers())
                .singleElement()
                .asString()
                .contains(words)
                .contains("/start")
                .isEqualTo(Answers.optedOut(language));
    }

    @Test
    void startOptsInAgainAndNothingElseDoes() {
        given(TestDatabase.SQLITE);
        comesIn(wrote("stop", NOON));
        comesIn(wrote("Hello", NOON), new Unblocked(ANNA, NOON), wrote("start", NOON));
        assertThat(optedOut()).isTrue();
        comesIn(wrote("/start from-a-link", NOON));
        assertThat(optedOut()).isFalse();
        comesIn(wrote("stop", NOON));
        assertThat(answers()).hasSize(2);
    }

    @Test
    void aBlockOptsOutWithoutAnAnswerAndMakesNoContact() {
        given(TestDatabase.SQLITE);
        comesIn(new Blocked(ANNA, NOON));
        assertThat(optedOut()).isTrue();
        assertThat(answers()).isEmpty();
        assertThat(contacts.find(session, ANNA)).isEmpty();
        comesIn(new Unblocked(ANNA, NOON));
        assertThat(optedOut()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoseAccountIsGoneIsLeftOutUntilTheyWriteAgain(TestDatabase database) {
        given(database);
        comesIn(wrote("Hello", NOON), new Deactivated(ANNA, NOON));
        assertThat(optOuts.causes(7, List.of(ANNA))).containsEntry(ANNA, Cause.DEACTIVATED);
        assertThat(told).contains(new OptedOut(7, ANNA));
        assertThat(answers()).isEmpty();
        comesIn(new Unblocked(ANNA, NOON));
        assertThat(optedOut()).isTrue();
        comesIn(wrote("I am back", NOON));
        assertThat(optedOut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoBlockedIsLeftOutUntilTheyWriteAgain(TestDatabase database) {
        given(database);
        comesIn(new Blocked(ANNA, NOON));
        assertThat(optOuts.causes(7, List.of(ANNA))).containsEntry(ANNA, Cause.BLOCKED);
        comesIn(wrote("I am back", NOON));
        assertThat(optedOut()).isFalse();
    }

    /** Else whoever only says hello would have the STOP undone that they wrote before. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aStopOutlivesABlockAndTheEndOfAnAccount(TestDatabase database) {
        given(database);
        for (var before : List.of(new Blocked(ANNA, NOON), new Deactivated(ANNA, NOON))) {
            comesIn(before, wrote("stop", NOON), before, wrote("Hello", NOON));
            assertThat(optOuts.causes(7, List.of(ANNA))).containsEntry(ANNA, Cause.ASKED);
            comesIn(wrote("/start", NOON));
            assertThat(optedOut()).isFalse();
        }
        assertThat(answers()).hasSize(2);
    }

    @Test
    void aBlockIsRememberedAsOneThoughTheAccountIsSaidToBeGone() {
        given(TestDatabase.SQLITE);
        comesIn(new Deactivated(ANNA, NOON), new Blocked(ANNA, NOON), new Deactivated(ANNA, NOON));
        assertThat(optOuts.causes(7, List.of(ANNA))).containsEntry(ANNA, Cause.BLOCKED);
    }

    @Test
    void theLastWishOfABatchHolds() {
        given(TestDatabase.SQLITE);
        comesIn(wrote("stop", NOON), wrote("/start", NOON.plusSeconds(1)));
        assertThat(optedOut()).isFalse();
        comesIn(wrote("/start", NOON), new Blocked(ANNA, NOON.plusSeconds(1)));
        assertThat(optedOut()).isTrue();
    }

    @Test
    void newsOfManyArrivalsAreToldTogether() {
        given(TestDatabase.SQLITE);
        for (long user = 1; user <= 50; user++) {
            comesIn(new Wrote(new Chat(user, null, "A", null, null, null, NOON, NOON), "Hello"));
        }
        await("the news", () -> told.contains(new ContactsChanged(session)));
        assertThat(told.stream().filter(ContactsChanged.class::isInstance)).hasSize(1);
        assertThat(contacts.count(session)).isEqualTo(50);
    }

    @Test
    void whoIsKnownAlreadyIsNoNews() {
        given(TestDatabase.SQLITE);
        comesIn(wrote("Hello", NOON));
        await("the news", () -> told.contains(new ContactsChanged(session)) && timer.getCompletedTaskCount() == 1);
        comesIn(wrote("Hello again", NOON.plusSeconds(5)));
        assertThat(timer.getTaskCount()).as("news, told or to be told").isEqualTo(1);
        assertThat(told.stream().filter(ContactsChanged.class::isInstance)).hasSize(1);
    }

    @Test
    void everyLanguageHasTheAnswer() {
        assertThat(Stream.of("en", "de", "es", "fr", "it", "pt", "ru", "uk", "tr", "id", "fa", "zh")
                        .map(Answers::optedOut))
                .doesNotHaveDuplicates()
                .allMatch(answer -> answer.contains("/start"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatSomebodyWritesSaysWhichCategoriesTheyAreIn(TestDatabase database) {
        given(database);
        comesIn(wrote("Wo ist meine Bestellung?", NOON));
        assertThat(contacts.find(session, ANNA).orElseThrow().categories()).isEmpty();
        var orders = category("Orders", List.of("Bestellung", "order*"), "");
        category("Prices", List.of(), "\\d+ ?(€|euro)");
        comesIn(wrote("Wo ist meine BESTELLUNG?", NOON.plusSeconds(1)), wrote("Und die 5 Euro?", NOON.plusSeconds(2)));
        assertThat(contacts.find(session, ANNA).orElseThrow().categories()).containsExactly("Orders", "Prices");
        assertThat(categories.people(7)).containsEntry(orders.id(), 1L);

        categories.change(orders, rules("Bestellungen", List.of("egal"), ""), NOON);
        classifiers.changed(new CategoriesChanged(7));
        comesIn(wrote("Bestellung", NOON.plusSeconds(3)));
        assertThat(contacts.find(session, ANNA).orElseThrow().categories()).containsExactly("Bestellungen", "Prices");
        categories.delete(categories.find(orders.id(), 7).orElseThrow());
        assertThat(contacts.find(session, ANNA).orElseThrow().categories()).containsExactly("Prices");
        contacts.erase(session, ANNA, NOON);
        assertThat(categories.people(7).values()).containsOnly(0L);
    }

    private Category category(String name, List<String> keywords, String regex) {
        var added = categories.add(7, rules(name, keywords, regex), NOON).orElseThrow();
        classifiers.changed(new CategoriesChanged(7));
        return added;
    }

    private static CategoryRules rules(String name, List<String> keywords, String regex) {
        return new CategoryRules(name, "", keywords, regex, List.of());
    }
}
