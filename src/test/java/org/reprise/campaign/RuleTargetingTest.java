package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.TimeSource;
import org.reprise.access.FrequencyCap;
import org.reprise.audience.Headcount;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.RuleTerms;
import org.reprise.audience.Samples;
import org.reprise.audience.SegmentRefused;
import org.reprise.audience.Segments;
import org.reprise.audience.Targeting;
import org.reprise.audience.rule.RuleLine;
import org.reprise.campaign.Preflight.Kind;
import org.reprise.campaign.Preflight.Reason;
import org.reprise.delivery.ledger.Eligibility;
import org.reprise.delivery.ledger.EligibilityReader;
import org.reprise.delivery.report.Prospects;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Connectors;
import org.reprise.telegram.Session;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** Campaigns for whom a rule selects: also while it changes, and with segments; and what is said before they start. */
class RuleTargetingTest {
    private static final int PEOPLE = 200;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ScriptedTelegram telegram = new ScriptedTelegram(PEOPLE);
    private TestReprise reprise;
    private Session demo;

    /** Persons 1 to 200 of the session "demo": the even speak German. */
    private void given(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        demo = reprise.sessions.forImport("demo");
        reprise.contacts.sync(demo, IntStream.rangeClosed(1, PEOPLE).mapToObj(RuleTargetingTest::chat));
    }

    private static Chat chat(long user) {
        return new Chat(user, null, "P" + user, null, null, user % 2 == 0 ? "de" : "en", NOON, NOON);
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    private static Targeting to(String rule) {
        return Targeting.EVERYBODY.with(RuleLine.read(rule, ZoneOffset.UTC));
    }

    private static CampaignDraft draft(String rule) {
        return CampaignDrafts.aCampaign("Hello").to(to(rule)).draft();
    }

    private SegmentService segments() {
        return new SegmentService(
                new Segments(reprise.storage),
                new RuleTerms(reprise.storage),
                reprise.registry,
                reprise.caller,
                reprise.audit,
                TimeSource.of(Clock.systemUTC()));
    }

    private PreflightService preflights() {
        return new PreflightService(
                reprise.registry,
                reprise.sessions,
                new HearingService(new Connectors(List.of()), Clock.systemUTC()),
                reprise.audienceSizes,
                new Prospects(reprise.storage, reprise.recent),
                new Samples(reprise.storage, reprise.settings));
    }

    private static Set<Long> even() {
        return LongStream.rangeClosed(1, PEOPLE)
                .filter(user -> user % 2 == 0)
                .boxed()
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoGotAnEarlierCampaignIsExcluded(TestDatabase database) {
        given(database);
        long first = reprise.desk.create(draft("language is \"de\"")).id();
        assertThat(reprise.desk.find(first).audienceSize()).isEqualTo(PEOPLE / 2);
        reprise.start(first);
        reprise.awaitStatus(first, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(PEOPLE / 2).containsExactlyInAnyOrderElementsOf(even());
        telegram.handed.clear();

        long second = reprise.desk.create(draft("except got campaign " + first)).id();
        reprise.start(second);
        reprise.awaitStatus(second, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(PEOPLE / 2).doesNotContainAnyElementsOf(even());
        assertThat(reprise.desk.find(second).tally().sent()).isEqualTo(PEOPLE / 2);
        assertThat(why(second, 2)).isEqualTo(Eligibility.Kind.NOT_TARGETED);
        assertThat(why(second, 3)).isEqualTo(Eligibility.Kind.REACHED);

        long third = reprise.desk.create(draft("not messaged within 1 day")).id();
        assertThat(reprise.desk.find(third).audienceSize()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whomTheCapHoldsBackIsCountedApart(TestDatabase database) {
        given(database);
        long first = reprise.desk.create(draft("language is \"de\"")).id();
        reprise.start(first);
        reprise.awaitStatus(first, CampaignStatus.COMPLETED);
        var second = reprise.desk.create(draft("not language is \"xx\""));
        assertThat(preflight(second).reasons()).extracting(Reason::kind).doesNotContain(Kind.CAPPED);

        reprise.cap(new FrequencyCap(1, 7));
        var preflight = preflight(second);
        assertThat(preflight.people()).isEqualTo(Headcount.exact(PEOPLE / 2));
        assertThat(preflight.reasons())
                .filteredOn(reason -> reason.kind() == Kind.CAPPED)
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.people()).isEqualTo(Headcount.exact(PEOPLE / 2));
                    assertThat(reason.sample())
                            .hasSize(5)
                            .allSatisfy(person -> assertThat(why(second.id(), person.userId()))
                                    .isEqualTo(Eligibility.Kind.CAPPED));
                });
        reprise.cap(new FrequencyCap(2, 7));
        assertThat(preflight(second).people()).isEqualTo(Headcount.exact(PEOPLE));
    }

    private Preflight preflight(Campaign campaign) {
        return preflights().of(campaign, Instant::toString);
    }

    private Eligibility.Kind why(long campaign, long user) {
        return new WhyService(reprise.campaigns, new EligibilityReader(reprise.storage, reprise.recent))
                .why(campaign, user)
                .eligibility()
                .kind();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatARuleAsksForAndIsNotThereIsRefused(TestDatabase database) {
        given(database);
        for (var rule : List.of(
                "got campaign 99",
                "except tag \"vip\"",
                "category \"orders\"",
                "attribute city is known",
                "segment \"Regulars\"")) {
            assertThatThrownBy(() -> reprise.desk.create(draft(rule)))
                    .as(rule)
                    .isInstanceOfSatisfying(
                            CampaignRefused.class,
                            refused -> assertThat(refused.member()).contains("rule"));
        }
        assertThat(reprise.registry.all()).isEmpty();
    }

    /** From the answer on nobody is written to who does not fit any more, and who fits now is; nobody twice. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEditOfARunningCampaignHoldsForWhomItIsFor(TestDatabase database) {
        given(database);
        telegram.atRate(400);
        long id = reprise.desk.create(draft("language is \"de\"")).id();
        reprise.start(id);
        await("some to have it", () -> telegram.handed.size() >= 20);
        var edited =
                reprise.desk.update(id, CampaignEdit.NOTHING.targeting(TargetingEdit.to(to("language is \"en\""))));
        var atTheAnswer = Set.copyOf(telegram.recipients());
        assertThat(edited.isRunning()).isTrue();
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var all = telegram.recipients();
        assertThat(all).filteredOn(even()::contains).isSubsetOf(atTheAnswer).hasSizeLessThan(PEOPLE / 2);
        assertThat(all).filteredOn(user -> !even().contains(user)).hasSize(PEOPLE / 2);
        assertThat(all).doesNotHaveDuplicates();
        assertThat(reprise.desk.find(id).tally().sent()).isEqualTo(all.size());
        // who had it before counts as one whom it set out to reach, though it is not for them any more
        assertThat(reprise.desk.find(id).audienceSize()).isEqualTo(all.size());
    }

    /** What a rule asks is asked again right before the claim: a page of people may have been read long ago. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoStopsFittingWhileItRunsIsNotWrittenTo(TestDatabase database) {
        given(database);
        telegram.atRate(40);
        long id = reprise.desk.create(draft("language is \"de\"")).id();
        reprise.start(id);
        await("some to have it", () -> telegram.handed.size() >= 4);
        reprise.storage.write(handle -> handle.execute(
                "update contact set language = 'en' where session_id = ? and user_id > ?", demo.id(), PEOPLE / 2));
        var before = Set.copyOf(telegram.recipients());
        telegram.atRate(0);
        reprise.engine.paceChanged(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients())
                .doesNotHaveDuplicates()
                .allMatch(user -> user % 2 == 0 && (user <= PEOPLE / 2 || before.contains(user)))
                .containsAll(even().stream().filter(user -> user <= PEOPLE / 2).toList());
        assertThat(before).allMatch(user -> user <= PEOPLE / 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCampaignKeepsItsCopyOfASegment(TestDatabase database) {
        given(database);
        var segments = segments();
        var german = segments.add(
                "German", RuleLine.read("language is \"de\"", ZoneOffset.UTC).whole());
        long id = reprise.desk
                .create(draft("segment \"German\" except segment \"German\" and first_name is \"P2\""))
                .id();
        assertThat(reprise.desk.find(id).audienceSize()).isEqualTo(PEOPLE / 2 - 1);
        var changed = segments.change(
                german.id(),
                "Deutsch",
                RuleLine.read("language is \"en\"", ZoneOffset.UTC).whole(),
                1);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(segments.uses(changed)).singleElement().satisfies(use -> {
            assertThat(use.campaign().id()).isEqualTo(id);
            assertThat(use.version()).isEqualTo(1);
        });
        reprise.desk.update(id, CampaignEdit.NOTHING.name("Still German"));
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(telegram.recipients()).hasSize(PEOPLE / 2 - 1).isSubsetOf(even());

        assertThatThrownBy(() -> reprise.desk.create(draft("segment \"German\"")))
                .isInstanceOf(CampaignRefused.class);
        long now = reprise.desk.create(draft("segment \"Deutsch\"")).id();
        assertThat(reprise.desk.find(now).audienceSize()).isEqualTo(PEOPLE / 2);
        assertThatThrownBy(() -> segments.change(german.id(), "Deutsch", changed.rule(), 1))
                .isInstanceOfSatisfying(
                        SegmentRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(SegmentRefused.Code.STALE));
        assertThatThrownBy(() -> segments.add("Deutsch", changed.rule())).isInstanceOf(SegmentRefused.class);
        assertThatThrownBy(() -> segments.add(
                        "Both",
                        RuleLine.read("segment \"Deutsch\"", ZoneOffset.UTC).whole()))
                .isInstanceOf(SegmentRefused.class);
        segments.delete(german.id());
        assertThat(reprise.desk.find(now).audienceSize()).isEqualTo(PEOPLE / 2);
        assertThatThrownBy(() -> segments.find(german.id())).isInstanceOf(SegmentRefused.class);
    }

    /** Everybody is counted once, and each of the people shown is one of whom "why" says the same. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPreflightCountsEverybodyOnceAsWhyTellsThem(TestDatabase database) {
        given(database);
        long earlier = reprise.desk
                .create(draft("first_name is \"P4\" or first_name is \"P6\""))
                .id();
        reprise.start(earlier);
        reprise.awaitStatus(earlier, CampaignStatus.COMPLETED);
        reprise.optOuts.add(demo.accountId(), 8, "STOP");
        reprise.optOuts.leaveOut(demo.accountId(), 10, Cause.BLOCKED);
        reprise.optOuts.leaveOut(demo.accountId(), 12, Cause.DEACTIVATED);
        long id = reprise.desk
                .create(CampaignDrafts.aCampaign("Hello")
                        .to(to("language is \"de\" and first_name begins with \"P1\" or language is \"de\""
                                + " except got campaign " + earlier))
                        .limit(90)
                        .pace(Duration.ofSeconds(2))
                        .draft())
                .id();
        reprise.recordReached(id, 14);
        var preflight = preflights().of(reprise.desk.find(id), Instant::toString);
        assertThat(preflight.contacts()).isEqualTo(Headcount.exact(PEOPLE));
        assertThat(preflight.people()).isEqualTo(Headcount.exact(90));
        assertThat(preflight.forecast().takes()).isEqualTo(Duration.ofSeconds(180));
        var people = preflight.reasons().stream()
                .collect(Collectors.toMap(
                        reason -> reason.kind() + ": " + reason.demand(),
                        reason -> reason.people().people()));
        assertThat(people)
                .isEqualTo(Map.of(
                        "not_targeted: only people with: (language is “de” and first name begins with “P1”) or language is “de”",
                        100L,
                        "not_targeted: never people with: got campaign " + earlier,
                        2L,
                        "opted_out: null",
                        1L,
                        "blocked: null",
                        1L,
                        "deactivated: null",
                        1L,
                        "reached: null",
                        1L,
                        "over_limit: null",
                        4L));
        assertThat(people.values().stream().mapToLong(n -> n).sum() + 90).isEqualTo(PEOPLE);
        for (var reason : preflight.reasons()) {
            assertThat(reason.sample())
                    .hasSize(
                            reason.kind() == Kind.OVER_LIMIT
                                    ? 0
                                    : (int) Math.min(5, reason.people().people()));
            reason.sample()
                    .forEach(person -> assertThat(why(id, person.userId()).toString())
                            .isEqualTo(reason.kind().toString()));
        }
        assertThat(preflight.sample()).hasSize(5).allMatch(person -> even().contains(person.userId()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPreflightNamesRunningCampaignsForTheSamePeople(TestDatabase database) {
        given(database);
        telegram.holdingReplies();
        long other = reprise.desk
                .create(draft("first_name is \"P2\" or first_name is \"P3\""))
                .id();
        reprise.start(other);
        long id = reprise.desk.create(draft("language is \"de\"")).id();
        assertThat(preflights().of(reprise.desk.find(id), Instant::toString).overlaps())
                .singleElement()
                .satisfies(overlap -> {
                    assertThat(overlap.campaign().id()).isEqualTo(other);
                    assertThat(overlap.people()).isEqualTo(Headcount.exact(1));
                });
        reprise.desk.stop(other);
        assertThat(preflights().of("demo", 1, to("language is \"de\""), null, Duration.ZERO, Instant::toString))
                .satisfies(preview -> {
                    assertThat(preview.overlaps()).isEmpty();
                    assertThat(preview.people()).isEqualTo(Headcount.exact(PEOPLE / 2));
                });
        assertThatThrownBy(
                        () -> preflights().of("none", 1, Targeting.EVERYBODY, null, Duration.ZERO, Instant::toString))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageContaining("none");
        var token = "8002:AAHwrongTokenThatNobodyKnows0123456789";
        assertThatThrownBy(() -> preflights().of(token, 1, Targeting.EVERYBODY, null, Duration.ZERO, Instant::toString))
                .isInstanceOf(CampaignRefused.class)
                .hasMessageNotContaining("8002");
    }
}
