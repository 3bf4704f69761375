package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.Classifiers;
import org.reprise.audience.ContactChangeNotifier;
import org.reprise.audience.Inbound;
import org.reprise.audience.LeftOut;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.ledger.Delivery.State;
import org.reprise.delivery.ledger.Tally;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.WaitCause;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** Campaigns of ten thousand through the real engine and real HTTP, while the network and Telegram do their worst. */
class FaultsTest {
    private static final int PEOPLE = 10_000;
    private static FakeTelegram telegram;
    private static long lastBot = 900;

    private Bots bots;
    private TestReprise reprise;
    private Session session;
    private long campaign;
    private final List<String> tokens = new ArrayList<>();

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
    }

    @AfterAll
    static void stop() {
        telegram.close();
    }

    @AfterEach
    void close() {
        telegram.meetsNoFaults();
        reprise.close();
        bots.close();
    }

    private void given(Fault... faults) {
        telegram.forget();
        // before the campaign starts, or its first messages meet none
        Stream.of(faults).forEach(telegram::meets);
        given(telegram.url(), 60);
    }

    private void given(String url, int patience) {
        bots = Bots.at(url, "REPRISE_REPLY_TIMEOUT_SECONDS", String.valueOf(patience));
        session = bots.ready("demo", newBot());
        reprise = new TestReprise(bots.settings, new Unhurried(bots.gateway));
        var inbound = new Inbound(
                reprise.contacts,
                reprise.optOuts,
                new ContactChangeNotifier(Executors.newSingleThreadScheduledExecutor(), Runnable::run, reprise::tell),
                new Classifiers(reprise.categories, reprise.received, TestTime.running()),
                reprise.received,
                bots.settings,
                reprise::tell);
        bots.observer = event -> {
            reprise.tell(event);
            if (event instanceof Incoming incoming) {
                inbound.takeIn(incoming);
            }
        };
        var wrote = Instant.parse("2026-01-01T00:00:00Z");
        reprise.contacts.sync(
                session,
                LongStream.rangeClosed(1, PEOPLE)
                        .mapToObj(id -> new Chat(id, null, "Person " + id, null, null, "en", wrote, wrote)));
        campaign = reprise.desk.create(aCampaign("Hello")).id();
        reprise.start(campaign);
    }

    private String newBot() {
        var token = telegram.bot(++lastBot);
        tokens.add(token);
        return token;
    }

    /** On a busy machine the back-offs of an outage add up. */
    private Campaign ends(CampaignStatus status) {
        return reprise.awaitStatus(campaign, status, Duration.ofMinutes(8));
    }

    /** Whatever happens, the ledger says of everybody what the fake saw of them, or that it does not know. */
    private Tally judged() {
        var messages = arrived();
        var reached = new HashSet<>(messages);
        var sent = users(State.SENT);
        assertThat(messages.size()).as("nobody twice").isEqualTo(reached.size());
        assertThat(reached.containsAll(sent)).as("whoever is sent was reached").isTrue();
        assertThat(users(State.FAILED)).as("whoever failed was not").noneMatch(reached::contains);
        reached.removeAll(sent);
        assertThat(users(State.UNCERTAIN).containsAll(reached))
                .as("whoever else was reached is in doubt")
                .isTrue();
        return reprise.ledger.tally(campaign);
    }

    /** Everybody that this test's bots reached: what an earlier test gave up may still come in. */
    private List<Long> arrived() {
        return telegram.record().stream()
                .filter(message -> tokens.contains(message.token()))
                .map(Accepted::chat)
                .toList();
    }

    private Set<Long> users(State state) {
        return reprise.ledger.page(campaign, state, 0, PEOPLE).stream()
                .map(Delivery::userId)
                .collect(Collectors.toSet());
    }

    @Test
    void allGoesWell() {
        given();
        ends(CampaignStatus.COMPLETED);
        assertThat(judged()).isEqualTo(new Tally(0, PEOPLE, 0, 0));
    }

    @Test
    void floodWaitsDelayAndCostNobody() {
        given(Fault.tooManyRequests(1).every(4_000));
        ends(CampaignStatus.COMPLETED);
        assertThat(judged()).isEqualTo(new Tally(0, PEOPLE, 0, 0));
    }

    @Test
    void thoseWhoCannotBeReachedFailAndThoseWhoBlockedOrAreGoneAreLeftAloneFromNowOn() {
        given(
                Fault.answer(403, "Forbidden: bot was blocked by the user").forChatsDivisibleBy(100),
                Fault.answer(403, "Forbidden: user is deactivated").forChatsDivisibleBy(50),
                Fault.answer(400, "Bad Request: chat not found").forChatsDivisibleBy(10));
        ends(CampaignStatus.COMPLETED);
        assertThat(judged()).isEqualTo(new Tally(0, PEOPLE - 1_000, 1_000, 0));
        assertThat(reprise.ledger.page(campaign, State.FAILED, 0, PEOPLE))
                .extracting(delivery -> delivery.reason().stored())
                .containsOnly("BLOCKED", "DEACTIVATED", "NEVER_WROTE");
        assertThat(reprise.optOuts
                        .of(1, LongStream.rangeClosed(1, PEOPLE).boxed().toList())
                        .keySet())
                .hasSize(200)
                .allMatch(user -> user % 50 == 0);
        assertThat(reprise.optOuts.causes(1, List.of(50L, 100L)))
                .isEqualTo(Map.of(50L, LeftOut.Cause.DEACTIVATED, 100L, LeftOut.Cause.BLOCKED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void telegramsOwnFailuresLeaveDoubt(boolean accepted) {
        var error = Fault.answer(500, "Internal Server Error").every(50);
        var proxys = Fault.proxyError(502).every(50);
        given(accepted ? error.afterAccepting() : error, accepted ? proxys.afterAccepting() : proxys);
        ends(CampaignStatus.COMPLETED);
        var tally = judged();
        assertThat(tally.sent() + tally.uncertain()).isEqualTo(PEOPLE);
        assertThat(tally.uncertain()).isBetween(390L, 400L);
        assertThat(arrived()).hasSize(accepted ? PEOPLE : (int) tally.sent());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionsThatBreakLeaveDoubt(boolean accepted) {
        var reset = Fault.reset().every(40);
        given(accepted ? reset.afterAccepting() : reset);
        ends(CampaignStatus.COMPLETED);
        var tally = judged();
        assertThat(tally.sent() + tally.uncertain()).isEqualTo(PEOPLE);
        assertThat(tally.uncertain()).isEqualTo(250);
        assertThat(arrived()).hasSize(accepted ? PEOPLE : PEOPLE - 250);
    }

    @Test
    void connectionsThatAreClosedAfterTheirAnswerLeaveLittleDoubt() {
        given(Fault.close().every(100));
        ends(CampaignStatus.COMPLETED);
        var tally = judged();
        assertThat(tally.sent() + tally.uncertain()).isEqualTo(PEOPLE);
        assertThat(tally.uncertain()).isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repliesThatStayAwayLeaveDoubt(boolean accepted) {
        var hang = Fault.hang(60_000).every(500);
        var dribble = Fault.slow(100).every(500);
        telegram.meets(accepted ? hang.afterAccepting() : hang);
        telegram.meets(dribble);
        given(telegram.url(), 2);
        ends(CampaignStatus.COMPLETED);
        var tally = judged();
        assertThat(tally.sent() + tally.uncertain()).isEqualTo(PEOPLE);
        // on a machine that has other things to do some more come late
        assertThat(tally.uncertain()).isGreaterThanOrEqualTo(39);
    }

    @Test
    void aTextThatTelegramRefusesStopsTheCampaignAndBlamesNobody() {
        given(Fault.answer(400, "Bad Request: can't parse entities: no end tag"));
        assertThat(ends(CampaignStatus.FAILED).error().toString()).contains("can't parse entities");
        await("every claim is given back", () -> reprise.ledger.tally(campaign).attempted() == 0);
        telegram.meetsNoFaults();
        reprise.desk.update(campaign, CampaignEdits.ofText("Mended"));
        reprise.resume(campaign);
        ends(CampaignStatus.COMPLETED);
        assertThat(judged()).isEqualTo(new Tally(0, PEOPLE, 0, 0));
        assertThat(telegram.record())
                .filteredOn(message -> tokens.contains(message.token()))
                .allMatch(message -> message.text().equals("Mended"));
    }

    @Test
    void aRevokedTokenStopsTheCampaignAndANewOneGoesOn() {
        given();
        await("the middle", () -> telegram.count() > 2_000);
        telegram.revoke(tokens.get(0));
        assertThat(ends(CampaignStatus.STOPPED).error().toString()).contains("connect it again");
        await(
                "it is lost",
                () -> bots.sessions.status(session.id()).orElseThrow().state() == SessionState.LOST);
        await("every reply is recorded", () -> reprise.ledger.tally(campaign).claimed() == 0);
        bots.ready("demo", newBot());
        reprise.resume(campaign);
        ends(CampaignStatus.COMPLETED);
        assertThat(judged()).isEqualTo(new Tally(0, PEOPLE, 0, 0));
    }

    @Test
    void aTelegramThatIsAwayIsWaitedForAndCostsNobody() {
        given("http://127.0.0.1:8255", 10);
        await(
                "it waits",
                () -> WaitCause.OUT_OF_REACH.equals(
                        reprise.progress.of(campaign).waitingFor()));
        await("nobody is claimed", () -> reprise.ledger.tally(campaign).attempted() == 0);
        try (var back = FakeTelegram.start(8255)) {
            back.bot(lastBot);
            ends(CampaignStatus.COMPLETED);
            assertThat(back.record().stream().map(Accepted::chat))
                    .doesNotHaveDuplicates()
                    .hasSize(PEOPLE);
        }
        assertThat(reprise.ledger.tally(campaign)).isEqualTo(new Tally(0, PEOPLE, 0, 0));
    }

    /** As fast as the wire goes: Telegram's own limits would make these tests long. */
    private record Unhurried(TelegramGateway gateway) implements TelegramGateway {
        @Override
        public Session.Via via() {
            return gateway.via();
        }

        @Override
        public void prepare(Session session, OutgoingMessage message) {
            gateway.prepare(session, message);
        }

        @Override
        public CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
            return gateway.send(session, message);
        }

        @Override
        public double rate(Session session) {
            return 0;
        }

        @Override
        public Map<Long, Settlement> settle(Session session, List<Claim> claims) {
            return gateway.settle(session, claims);
        }

        @Override
        public Stream<Chat> chats(Session session) {
            return gateway.chats(session);
        }
    }
}
