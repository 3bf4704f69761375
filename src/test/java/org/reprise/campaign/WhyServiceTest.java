package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.reprise.testing.TestReprise.aCampaign;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.audience.Audience;
import org.reprise.audience.LeftOut.Cause;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Eligibility.Kind;
import org.reprise.delivery.ledger.EligibilityReader;
import org.reprise.delivery.report.NotListed;
import org.reprise.delivery.report.OpenRecipients;
import org.reprise.delivery.report.Recipient;
import org.reprise.delivery.report.Recipients;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** The answers on a real database, and that they agree with what runs do and pages list. */
class WhyServiceTest {
    private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");

    private final ScriptedTelegram telegram = new ScriptedTelegram(0).answering(WhyServiceTest::answer);
    private TestReprise reprise;
    private Session session;
    private WhyService service;

    /**
     * People 1 to 40, each of whom first wrote as many minutes after noon; 3 and 30 opted out, 4 blocked the session.
     */
    private void given(TestDatabase database) {
        reprise = new TestReprise(database, telegram);
        session = reprise.sessions.forImport("demo");
        reprise.importCsv(
                session,
                LongStream.rangeClosed(1, 40)
                        .mapToObj(id -> id + ",user" + id + ",Person,No" + id + "," + NOON.plusSeconds(60 * id))
                        .collect(Collectors.joining(
                                "\n", "user_id,username,first_name,last_name,first_message_at\n", "")));
        reprise.optOuts.add(1, 3, "STOP");
        reprise.optOuts.add(1, 30, "STOP");
        reprise.optOuts.leaveOut(1, 4, Cause.BLOCKED);
        service = new WhyService(reprise.campaigns, new EligibilityReader(reprise.storage, reprise.recent));
    }

    private static SendOutcome answer(OutgoingMessage message) {
        if (message.recipient() % 5 == 0) {
            return new SendOutcome.Refused(SendOutcome.Refused.Reason.NEVER_WROTE);
        }
        return message.recipient() % 7 == 0
                ? new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME)
                : new SendOutcome.Sent();
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    private Kind kind(long campaign, long user) {
        return service.why(campaign, user).eligibility().kind();
    }

    private long create(Targeting targeting, Long limit) {
        var draft = CampaignDrafts.aCampaign("Hello").to(targeting);
        return reprise.desk
                .create((limit == null ? draft : draft.limit(limit)).draft())
                .id();
    }

    private static Targeting after(long minutes) {
        return Targeting.EVERYBODY.with(
                TimeCriterion.CHAT_START, new Bound(NOON.plusSeconds(60 * minutes), Side.AFTER));
    }

    /** The draft says who is open; its run writes to exactly those, and pages list exactly those before. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoeverIsOpenIsListedAsOpenAndTheRunTakesUpThemAndNobodyElse(TestDatabase database) {
        given(database);
        long id = create(after(10), null);
        reprise.recordReached(id, 33);
        var open = LongStream.rangeClosed(1, 41)
                .filter(user -> service.why(id, user).eligibility().isOpen())
                .boxed()
                .toList();
        assertThat(open).hasSize(28).doesNotContain(3L, 10L, 30L, 33L, 41L);
        var campaign = reprise.campaigns.find(id).orElseThrow();
        assertThat(new OpenRecipients(reprise.storage, reprise.recent)
                        .page(new OpenRecipients.Filter(id, session, campaign.targeting(), null), 0, 0, 99).stream()
                                .map(Recipient::userId))
                .isEqualTo(open);
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        for (long user = 1; user <= 41; user++) {
            boolean taken = List.of(State.SENT, State.FAILED, State.UNCERTAIN).stream()
                    .flatMap(state -> reprise.ledger.page(id, state, 0, 99).stream())
                    .map(delivery -> delivery.userId())
                    .toList()
                    .contains(user);
            assertThat(taken).as("user " + user).isEqualTo(open.contains(user) || user == 33);
            assertThat(service.why(id, user).eligibility().isOpen()).isFalse();
        }
        assertThat(List.of(kind(id, 11), kind(id, 15), kind(id, 14), kind(id, 33), kind(id, 10), kind(id, 3)))
                .containsExactly(
                        Kind.REACHED, Kind.FAILED, Kind.UNCERTAIN, Kind.REACHED, Kind.NOT_TARGETED, Kind.NOT_TARGETED);
        assertThat(List.of(kind(id, 30), kind(id, 41))).containsExactly(Kind.OPTED_OUT, Kind.NOT_A_CONTACT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theLimitTheReleaseAndTheStateOfTheCampaignAreTold(TestDatabase database) {
        given(database);
        long id = create(Targeting.EVERYBODY, 6L);
        assertThat(kind(id, 1)).isEqualTo(Kind.CAMPAIGN_NOT_RUNNING);
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(kind(id, 4)).isEqualTo(Kind.BLOCKED);
        assertThat(kind(id, 7)).isEqualTo(Kind.UNCERTAIN);
        assertThat(kind(id, 9)).isEqualTo(Kind.OVER_LIMIT);
        assertThat(sentence(id, 9)).contains("limit of 6 recipients");

        reprise.uncertain.sendOneAgain(id, 7);
        assertThat(kind(id, 7)).isEqualTo(Kind.RELEASED);
        assertThat(kind(id, 9)).as("room was made for the released").isEqualTo(Kind.CAMPAIGN_NOT_RUNNING);
        assertThat(sentence(id, 7))
                .isEqualTo("An operator released Person No7 to be sent to again." + " Resume campaign " + id
                        + " to write to them.");
        reprise.optOuts.add(1, 7, "STOP");
        assertThat(kind(id, 7)).isEqualTo(Kind.OPTED_OUT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aClaimIsToldWhetherOrNotARunIsThere(TestDatabase database) {
        given(database);
        long id = create(Targeting.EVERYBODY, null);
        reprise.campaigns.change(id, null, campaign -> campaign.started(NOON));
        reprise.ledger.claim(id, 1, 1, List.of(8L), Instant.now());
        assertThat(kind(id, 8)).isEqualTo(Kind.CLAIMED);
        assertThat(sentence(id, 8)).contains("is being written to right now");
        assertThat(kind(id, 9)).isEqualTo(Kind.ELIGIBLE);
        assertThat(sentence(id, 9)).contains("is running and has not come to them");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatEndedTheCampaignIsTold(TestDatabase database) {
        given(database);
        telegram.answering(message -> new SendOutcome.SessionLost("Telegram does not know its token"));
        long id = create(Targeting.EVERYBODY, null);
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.STOPPED);
        assertThat(sentence(id, 9))
                .contains("ended before it came to them")
                .contains("The sender cannot send: Telegram does not know its token");
    }

    private String sentence(long campaign, long user) {
        return service.why(campaign, user).sentence(Instant::toString).in(Locale.ENGLISH);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSearchFindsWhomAListDoesNotShow(TestDatabase database) {
        given(database);
        long id = create(after(36), null);
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        var beside = new NotListed(reprise.storage);
        assertThat(beside.found(filter(id, null, "no3"), 9)).containsExactly(3L, 30L, 31L, 32L, 33L, 34L, 35L, 36L);
        assertThat(beside.found(filter(id, null, "no3"), 2)).containsExactly(3L, 30L);
        assertThat(beside.found(filter(id, null, "Person No4"), 9)).containsExactly(4L);
        assertThat(beside.found(filter(id, State.FAILED, "@user4"), 9)).containsExactly(4L);
        assertThat(beside.found(filter(id, State.SENT, "user40"), 9)).containsExactly(40L);
        assertThat(beside.foundBesideOpen(filter(id, null, "user40"), 9)).containsExactly(40L);
        assertThat(beside.found(filter(id, null, "nobody"), 9)).isEmpty();
        assertThat(beside.found(filter(id, null, " "), 9)).isEmpty();
        assertThat(beside.found(filter(id, null, "4711"), 9)).containsExactly(4711L);
    }

    private Recipients.Filter filter(long id, State state, String search) {
        return new Recipients.Filter(id, session, state, search);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anUnknownCampaignIsRefused(TestDatabase database) {
        given(database);
        assertThatThrownBy(() -> service.why(99, 1)).isInstanceOf(CampaignRefused.class);
        assertThat(kind(reprise.desk.create(aCampaign("Hello")).id(), Long.MAX_VALUE))
                .isEqualTo(Kind.NOT_A_CONTACT);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoLacksAValueIsToldSoAndTheOthersWhatTheyGot(TestDatabase database) {
        given(database);
        reprise.importCsv(session, "user_id,first_message_at\n99," + NOON + "\n");
        var draft = CampaignDrafts.aCampaign("Hi {{ last_name }}").draft();
        long id = reprise.desk.create(draft).id();
        reprise.start(id);
        reprise.awaitStatus(id, CampaignStatus.COMPLETED);
        assertThat(service.why(id, 99).sentence(Instant::toString).toString())
                .startsWith("User 99 does not get it: nothing is known as last_name");
        var messages = new PersonalMessages(reprise.campaigns, reprise.ledger, new Audience(reprise.storage));
        assertThat(messages.got(service.why(id, 1)).orElseThrow().text().text()).isEqualTo("Hi No1");
        assertThat(messages.got(service.why(id, 99))).isEmpty();
    }
}
