package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.audience.CategoryCriterion;
import org.reprise.audience.CategoryRefused;
import org.reprise.audience.CategoryRules;
import org.reprise.audience.Classifiers;
import org.reprise.audience.ContactChangeNotifier;
import org.reprise.audience.Inbound;
import org.reprise.audience.Segments;
import org.reprise.audience.Targeting;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.Session;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class CategoryServiceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ScriptedTelegram telegram = new ScriptedTelegram(5);
    private TestReprise reprise;
    private Classifiers classifiers;
    private CategoryService categories;
    private Session demo;

    /** Persons 1 to 5 of the session "demo". */
    private void given(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        var time = TimeSource.of(Clock.systemUTC());
        classifiers = new Classifiers(reprise.categories, reprise.received, time);
        categories = new CategoryService(
                reprise.categories,
                classifiers,
                reprise.registry,
                new RuleUses(reprise.registry, new Segments(reprise.storage)),
                reprise.caller,
                reprise.audit,
                time,
                classifiers::changed);
        demo = reprise.sessions.forImport("demo");
        reprise.contacts.sync(demo, IntStream.rangeClosed(1, 5).mapToObj(CategoryServiceTest::chat));
    }

    private static Chat chat(long user) {
        return new Chat(user, null, "P" + user, null, null, null, NOON, NOON);
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    private void writes(long user, String text) {
        var notifier = new ContactChangeNotifier(reprise.timer(), Runnable::run, reprise::tell);
        new Inbound(
                        reprise.contacts,
                        reprise.optOuts,
                        notifier,
                        classifiers,
                        reprise.received,
                        reprise.settings,
                        reprise::tell)
                .takeIn(new Incoming(demo, List.of(new Incoming.Wrote(chat(user), text))));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignReachesThoseOfTheCategoriesAndNobodyWhoIsInAnExcludedOne(TestDatabase database) {
        given(database);
        categories.add(rules("orders", "order*"));
        categories.add(rules("angry", "never again"));
        writes(1, "My order is late");
        writes(2, "Orders? Never again!");
        writes(3, "Hello");
        writes(4, "ORDER");
        long id = reprise.desk
                .create(draft(Targeting.EVERYBODY
                        .with(CategoryCriterion.INCLUDE_CATEGORIES, List.of("orders"))
                        .with(CategoryCriterion.EXCLUDE_CATEGORIES, List.of("angry"))))
                .id();
        assertThat(reprise.desk.find(id).audienceSize()).isEqualTo(2);
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).containsExactlyInAnyOrder(1L, 4L);
        assertThat(categories.people().values()).containsExactlyInAnyOrder(3L, 1L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCategoryIsAppliedToWhatPeopleWroteBeforeWhenThatIsAskedFor(TestDatabase database) {
        given(database);
        writes(1, "Where is my order?");
        writes(2, "Wo ist meine Bestellung");
        writes(3, "Спасибо");
        writes(1, "my order again");
        var orders = categories.add(new CategoryRules("orders", "", List.of("order", "Bestellung"), "", List.of()));
        assertThat(categories.people()).doesNotContainEntry(orders.id(), 2L);
        assertThat(categories.toHistory()).isEqualTo(new Classifiers.Applied(4, 2));
        assertThat(categories.people()).containsEntry(orders.id(), 2L);
        assertThat(categories.toHistory()).isEqualTo(new Classifiers.Applied(4, 0));

        reprise.contacts.erase(demo, 1, NOON);
        assertThat(categories.toHistory().texts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsAskedForAndNotThereIsRefused(TestDatabase database) {
        given(database);
        var wanted = Targeting.EVERYBODY.with(CategoryCriterion.EXCLUDE_CATEGORIES, List.of("angry"));
        assertThatThrownBy(() -> reprise.desk.create(draft(wanted)))
                .isInstanceOf(CampaignRefused.class)
                .hasMessage(
                        "exclude_categories names a category that is not there: angry. Make it first, or leave it out.");
        assertThatThrownBy(() -> reprise.execute(9, draft(wanted))).isInstanceOf(CampaignRefused.class);
        assertThat(reprise.registry.find(9)).isEmpty();

        var angry = categories.add(rules("angry", "never again"));
        long id = reprise.desk.create(draft(wanted)).id();
        long everybody = reprise.desk.create(aCampaign("Hello")).id();
        categories.delete(angry.id());
        assertThatThrownBy(() -> reprise.start(id)).isInstanceOf(CampaignRefused.class);
        assertThatThrownBy(
                        () -> reprise.desk.update(everybody, CampaignEdit.NOTHING.targeting(TargetingEdit.to(wanted))))
                .isInstanceOf(CampaignRefused.class);
        assertThat(reprise.desk.find(everybody).targeting()).isEqualTo(Targeting.EVERYBODY);
        reprise.desk.update(id, CampaignEdit.NOTHING.targeting(TargetingEdit.to(Targeting.EVERYBODY)));
        reprise.start(id);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatARunningCampaignAsksForKeepsItsName(TestDatabase database) {
        given(database);
        telegram.holdingReplies();
        var angry = categories.add(rules("angry", "never again"));
        long id = reprise.desk
                .create(draft(Targeting.EVERYBODY.with(CategoryCriterion.EXCLUDE_CATEGORIES, List.of("angry"))))
                .id();
        reprise.start(id);
        refused(CategoryRefused.Code.CONFLICT, () -> categories.delete(angry.id()));
        refused(CategoryRefused.Code.CONFLICT, () -> categories.change(angry.id(), rules("cross", "a")));
        categories.change(angry.id(), rules("angry", "not again"));
        assertThat(categories.classify("Not again!")).containsExactly("angry");
        reprise.desk.stop(id);
        categories.change(angry.id(), rules("cross", "a"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAccountHasEachNameOnce(TestDatabase database) {
        given(database);
        var first = categories.add(rules("a", "x"));
        refused(CategoryRefused.Code.CONFLICT, () -> categories.add(rules("a", "y")));
        var second = categories.add(rules("b", "y"));
        refused(CategoryRefused.Code.CONFLICT, () -> categories.change(second.id(), rules("a", "y")));
        refused(CategoryRefused.Code.UNKNOWN, () -> categories.change(99, rules("c", "y")));
        refused(CategoryRefused.Code.UNKNOWN, () -> categories.delete(99));
        assertThat(categories.find(first.id()).rules()).isEqualTo(rules("a", "x"));
        assertThat(categories.all()).extracting(each -> each.name()).containsExactly("a", "b");
        refused(
                CategoryRefused.Code.CONFLICT,
                () -> categories.classify("x", List.of(rules("a", "x"), rules("a", "y"))));
    }

    private static void refused(CategoryRefused.Code code, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        CategoryRefused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static CampaignDraft draft(Targeting targeting) {
        return CampaignDrafts.aCampaign("Hello").to(targeting).draft();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void saysWhichCampaignsAskForItThoseThatRunFirst(TestDatabase database) {
        given(database);
        long orders = categories.add(rules("orders", "order*")).id();
        categories.add(rules("angry", "never again"));
        long draft = create("orders");
        create("angry");
        long running = create("orders");
        telegram.holdingReplies();
        writes(1, "My order is late");
        reprise.start(running);
        assertThat(categories.askedForBy(orders)).extracting(Campaign::id).containsExactly(running, draft);
        reprise.desk.stop(running);
        reprise.desk.archive(running);
        assertThat(categories.askedForBy(orders)).extracting(Campaign::id).containsExactly(draft);
    }

    private long create(String category) {
        return reprise.desk
                .create(draft(Targeting.EVERYBODY.with(CategoryCriterion.INCLUDE_CATEGORIES, List.of(category))))
                .id();
    }

    private static CategoryRules rules(String name, String keyword) {
        return new CategoryRules(name, "", List.of(keyword), "", List.of());
    }
}
