package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Extras.Kind;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.WaitCause;
import org.reprise.telegram.tdlib.dc.Account;
import org.reprise.telegram.tdlib.dc.Arrived;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;
import org.reprise.telegram.tdlib.dc.Verdict;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

/** What the gateway makes of what Telegram does. */
class TdGatewayTest {
    private static final Person ANNA =
            new Person(1_001, "Anna", "Muster", "anna_m", "491709999999", "de", Person.Kind.HUMAN);

    @TempDir
    private Path dataDir;

    private DataCentre telegram;
    private RepriseWithTdlib reprise;

    @BeforeEach
    void start() throws Exception {
        telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"));
        reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
    }

    @AfterEach
    void stop() throws Exception {
        reprise.close();
        telegram.close();
    }

    @Test
    void aThousandMessagesArriveOnceEach() throws Exception {
        var account = bot();
        var session = connectedBot();
        for (long id = 2_000; id < 3_000; id++) {
            account.receives(Person.human(id, "P" + id), "/start", Instant.now());
        }
        TestReprise.await("all are heard", () -> reprise.happenings.size() == 1_000);
        var outcomes = new ArrayList<CompletionStage<SendOutcome>>();
        for (long id = 2_000; id < 3_000; id++) {
            outcomes.add(send(session, id, "Hello " + id));
        }
        for (var outcome : outcomes) {
            assertThat(outcome.toCompletableFuture().get(60, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.Sent.class);
        }
        assertThat(account.arrived())
                .hasSize(1_000)
                .allSatisfy(it -> assertThat(it.text()).isEqualTo("Hello " + it.recipient()))
                .extracting(Arrived::recipient)
                .doesNotHaveDuplicates();
    }

    /** Until Telegram has answered TDLib calls it otherwise. */
    @Test
    void aMessageIsKnownByTheIdThatItHasSinceItWasSent() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        for (int time = 0; time < 2; time++) {
            var outcome = await(send(session, ANNA.id(), "Hello"));
            assertThat(outcome)
                    .isEqualTo(new SendOutcome.Sent(
                            account.arrivedAt(ANNA.id()).get(time).tdlibId()));
        }
    }

    @Test
    void marksArriveAsEntities() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        assertThat(await(reprise.send(
                        session,
                        new OutgoingMessage(ANNA.id(), "<b>Hello</b> Анна 👋 <i>you</i>", TextFormat.HTML, 1))))
                .isInstanceOf(SendOutcome.Sent.class);
        var arrived = account.arrivedAt(ANNA.id()).get(0);
        assertThat(arrived.text()).isEqualTo("Hello Анна 👋 you");
        assertThat(arrived.marks())
                .containsExactly(
                        new Arrived.Mark("messageEntityBold", 0, 5), new Arrived.Mark("messageEntityItalic", 14, 3));
    }

    @Test
    void aPhotoArrivesWithTheTextBelow() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", picture);
        var hash = reprise.files.keep(new ByteArrayInputStream(picture.toByteArray()));
        var extras = new Extras(Attachment.of(Kind.PHOTO, hash, "a.jpg"), List.of(), false, false);
        for (int time = 0; time < 2; time++) {
            assertThat(await(reprise.send(
                            session, new OutgoingMessage(ANNA.id(), "<b>Hello</b>", TextFormat.HTML, extras, 1))))
                    .isInstanceOf(SendOutcome.Sent.class);
        }
        assertThat(account.arrivedAt(ANNA.id())).hasSize(2).allSatisfy(arrived -> {
            assertThat(arrived.hasPhoto()).isTrue();
            assertThat(arrived.text()).isEqualTo("Hello");
        });
    }

    @Test
    void silenceProtectionAndABotsButtonsAreTaken() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var buttons = List.of(List.of(new Button("Shop", "https://example.org"), new Button("Map", "https://a.org")));
        var extras = new Extras(null, buttons, true, true);
        assertThat(await(reprise.send(session, new OutgoingMessage(ANNA.id(), "Hello", TextFormat.PLAIN, extras, 1))))
                .isInstanceOf(SendOutcome.Sent.class);
        assertThat(account.arrivedAt(ANNA.id())).extracting(Arrived::text).containsExactly("Hello");
    }

    @Test
    void whatASessionCannotSendEndsTheCampaignBeforeAnythingIsSent() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var gone = new Extras(Attachment.of(Kind.PHOTO, "0".repeat(64), "a.jpg"), List.of(), false, false);
        assertThat(await(reprise.send(session, new OutgoingMessage(ANNA.id(), "Hello", TextFormat.PLAIN, gone, 1))))
                .isInstanceOf(SendOutcome.MessageRejected.class);
        var buttons = new Extras(null, List.of(List.of(new Button("Shop", "https://example.org"))), false, false);
        var person = new Session(session.id(), 1, session.name(), Session.Kind.USER, Session.Via.TDLIB);
        assertThat(await(reprise.send(person, new OutgoingMessage(ANNA.id(), "Hello", TextFormat.PLAIN, buttons, 1))))
                .isInstanceOf(SendOutcome.MessageRejected.class);
        assertThat(account.arrivedAt(ANNA.id())).isEmpty();
    }

    @Test
    void aBrokenMarkIsTheMessagesFault() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var outcome = await(reprise.send(session, new OutgoingMessage(ANNA.id(), "<b>Hello", TextFormat.HTML, 1)));
        assertThat(outcome).isInstanceOf(SendOutcome.MessageRejected.class);
    }

    @Test
    void aLongFloodWaitPausesTheSession() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> Verdict.floodWait(Duration.ofSeconds(700)));
        assertThat(await(send(session, ANNA.id(), "Hello")))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(700), WaitCause.FLOOD_WAIT));
        account.sends((recipient, text) -> new Verdict.Accept());
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(account.arrivedAt(ANNA.id())).hasSize(1);
    }

    @Test
    void aShortFloodWaitIsWaitedOutByTdlib() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var from = Instant.now().plusSeconds(2);
        account.sends((recipient, text) ->
                Instant.now().isBefore(from) ? Verdict.floodWait(Duration.ofSeconds(2)) : new Verdict.Accept());
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(account.arrivedAt(ANNA.id())).hasSize(1);
    }

    @Test
    void whatTdlibHoldsHasLeftOnceItIsRecalled() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var from = Instant.now().plusSeconds(2);
        account.sends((recipient, text) ->
                Instant.now().isBefore(from) ? Verdict.floodWait(Duration.ofSeconds(2)) : new Verdict.Accept());
        var outcome = send(session, ANNA.id(), "Hello");
        TestReprise.await("TDLib waits", () -> telegram.calls("messages.sendMessage") >= 1);
        var recalled = reprise.gateway.recall(session, 1);
        assertThat(recalled).isNotDone();
        recalled.get(30, TimeUnit.SECONDS);
        assertThat(outcome).isDone();
        assertThat(account.arrivedAt(ANNA.id())).hasSize(1);
    }

    @Test
    void whoBlocksTheBotIsHeardAndRefused() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.blocked(ANNA.id(), true);
        TestReprise.await(
                "the block is heard", () -> reprise.happenings.stream().anyMatch(Incoming.Blocked.class::isInstance));
        account.blocked(ANNA.id(), false);
        TestReprise.await(
                "its end is heard", () -> reprise.happenings.stream().anyMatch(Incoming.Unblocked.class::isInstance));
        account.sends((recipient, text) -> Verdict.refuse("USER_IS_BLOCKED"));
        assertThat(await(send(session, ANNA.id(), "Hello")))
                .isEqualTo(new SendOutcome.Refused(SendOutcome.Reason.BLOCKED));
        TestReprise.await(
                "the refusal is taken for a block, too",
                () -> reprise.happenings.get(reprise.happenings.size() - 1) instanceof Incoming.Blocked);
    }

    @Test
    void whoseAccountIsGoneIsToldToBe() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> Verdict.refuse("INPUT_USER_DEACTIVATED"));
        assertThat(await(send(session, ANNA.id(), "Hello")))
                .isEqualTo(new SendOutcome.Refused(SendOutcome.Reason.DEACTIVATED));
        TestReprise.await(
                "it is told",
                () -> reprise.happenings.get(reprise.happenings.size() - 1) instanceof Incoming.Deactivated gone
                        && gone.userId() == ANNA.id());
    }

    @Test
    void someoneWhoNeverWroteIsRefused() throws Exception {
        bot();
        var session = connectedBot();
        assertThat(await(send(session, 4_711, "Hello")))
                .isEqualTo(new SendOutcome.Refused(SendOutcome.Reason.NEVER_WROTE));
    }

    @Test
    void aSpamLimitLosesTheSessionForCampaignsAndNamesTheWayOut() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> Verdict.refuse("PEER_FLOOD"));
        assertThat(await(send(session, ANNA.id(), "Hello")))
                .isInstanceOfSatisfying(
                        SendOutcome.SessionLost.class,
                        lost -> assertThat(lost.cause()).contains("@SpamBot"));
    }

    @Test
    void aReplyThatStaysAwayIsUnknownAndNothingIsSentAgain() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> new Verdict.LoseReply());
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(account.arrivedAt(ANNA.id())).hasSize(1);
    }

    @Test
    void aRefusalAfterTheConnectionBrokeIsUnknownForTheFirstCopyMayHaveArrived() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> new Verdict.LoseRequest());
        var outcome = send(session, ANNA.id(), "Hello");
        TestReprise.await("it is on its way", () -> telegram.calls("messages.sendMessage") == 1);
        telegram.down();
        TestReprise.await(
                "the connection is gone",
                () -> !reprise.logins.of(session).orElseThrow().isCaughtUp());
        account.sends((recipient, text) -> Verdict.floodWait(Duration.ofSeconds(700)));
        telegram.up();
        assertThat(await(outcome))
                .isInstanceOfSatisfying(
                        SendOutcome.Unknown.class,
                        unknown -> assertThat(unknown.words()).contains("retry after 700"));
    }

    /** It may have arrived: TDLib gives up everything that waits for an answer. */
    @Test
    void aMessageOnItsWayWhenTheLoginEndsIsUnknown() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> new Verdict.LoseReply());
        var outcome = send(session, ANNA.id(), "Hello");
        TestReprise.await("it has arrived", () -> !account.arrivedAt(ANNA.id()).isEmpty());
        account.revoke();
        assertThat(await(outcome)).isInstanceOf(SendOutcome.Unknown.class);
        awaitLoss();
    }

    /** Whether TDLib still tells which message was refused so, or gives it up with everything else, is a race in it. */
    @Test
    void aMessageRefusedBecauseTheLoginEndedIsNeverSettledAsTheRecipientsFault() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.sends((recipient, text) -> new Verdict.Refuse(401, "AUTH_KEY_UNREGISTERED"));
        assertThat(await(send(session, ANNA.id(), "Hello")))
                .isInstanceOfAny(SendOutcome.Unknown.class, SendOutcome.SessionLost.class);
        awaitLoss();
    }

    private void awaitLoss() throws InterruptedException {
        TestReprise.await("the loss is noted", () -> !reprise.changes.isEmpty());
        assertThat(reprise.changes.get(0).status().state()).isEqualTo(SessionState.LOST);
    }

    @Test
    void aRevokedSessionIsNotedAsLost() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        account.revoke();
        TestReprise.await("the loss is noted", () -> !reprise.changes.isEmpty());
        TestReprise.await(
                "its key is destroyed",
                () -> reprise.secrets.find(session, "tdlib-key").isEmpty());
        assertThat(reprise.changes.get(0).status().state()).isEqualTo(SessionState.LOST);
        assertThat(reprise.sessions.status(session.id()).orElseThrow().state()).isEqualTo(SessionState.LOST);
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.SessionLost.class);
    }

    @Test
    void nothingIsHandedOverWhileTelegramCannotBeReached() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        telegram.down();
        TestReprise.await(
                "the connection is gone",
                () -> !reprise.logins.of(session).orElseThrow().isCaughtUp());
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Unreachable.class);
        telegram.up();
        reprise.awaitCaughtUp(session);
        assertThat(account.arrivedAt(ANNA.id())).isEmpty();
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
    }

    @Test
    void nothingIsHandedOverBeforeWhatWasWrittenMeanwhileIsKept() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var login = reprise.logins.of(session).orElseThrow();
        telegram.down();
        TestReprise.await("the connection is gone", () -> !login.isCaughtUp());
        account.receives(ANNA, "STOP", Instant.now());
        var disk = new CountDownLatch(1);
        reprise.keeping = incoming -> {
            try {
                disk.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        telegram.up();
        TestReprise.await("Telegram is back", login.authorization::isInTouch);
        // TDLib may lose a connection that it has just got: then it says that instead
        var answers = new HashSet<SendOutcome>();
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (System.nanoTime() < end) {
            answers.add(await(send(session, ANNA.id(), "Hello")));
        }
        var catchingUp = new SendOutcome.Unreachable(Duration.ofSeconds(1), WaitCause.CATCHING_UP);
        var outOfReach = new SendOutcome.Unreachable(Duration.ofSeconds(1), WaitCause.OUT_OF_REACH);
        assertThat(answers).contains(catchingUp).isSubsetOf(catchingUp, outOfReach);
        disk.countDown();
        reprise.awaitCaughtUp(session);
        assertThat(texts()).endsWith("STOP");
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(account.arrivedAt(ANNA.id())).hasSize(1);
    }

    @Test
    void whoIsCaughtUpHasKeptAllThatWasWrittenMeanwhile() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var login = reprise.logins.of(session).orElseThrow();
        telegram.down();
        TestReprise.await("the connection is gone", () -> !login.isCaughtUp());
        for (long id = 2_000; id < 3_500; id++) {
            account.receives(Person.human(id, "P" + id), "STOP", Instant.now());
        }
        telegram.up();
        TestReprise.await("it is caught up", login::isCaughtUp);
        assertThat(reprise.happenings).hasSize(1_501);
    }

    @Test
    void whoIsCaughtUpAfterARestartHasKeptAllThatWasWrittenMeanwhile() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        reprise.close();
        for (long id = 2_000; id < 3_500; id++) {
            account.receives(Person.human(id, "P" + id), "STOP", Instant.now());
        }
        reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
        var login = reprise.logins.of(session).orElseThrow();
        TestReprise.await("it is caught up", login::isCaughtUp);
        assertThat(reprise.happenings).hasSize(1_500);
    }

    @Test
    void aSessionThatTheDatabaseDidNotTellOfIsOpenedOnceItDoes() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        reprise.close();
        account.receives(ANNA, "STOP", Instant.now());
        reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
        reprise.database.arm(true);
        reprise.connector.open(session);
        reprise.database.arm(false);
        TestReprise.await("what was written is heard", () -> texts().contains("STOP"));
    }

    @Test
    void whatTheDatabaseDidNotTakeIsTriedAgainAndNothingIsHandedOverBefore() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var login = reprise.logins.of(session).orElseThrow();
        reprise.keeping = incoming -> {
            throw new IllegalStateException("the disk is full");
        };
        account.receives(ANNA, "STOP", Instant.now());
        TestReprise.await("it could not be kept", () -> !login.isCaughtUp());
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Unreachable.class);
        reprise.keeping = incoming -> {};
        reprise.awaitCaughtUp(session);
        assertThat(texts()).containsExactly("/start", "STOP");
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
    }

    @Test
    void whatWasWrittenIsKeptEvenWhenTdlibCannotSayByWhom() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var login = reprise.logins.of(session).orElseThrow();
        reprise.keeping = incoming -> {
            throw new IllegalStateException("the disk is full");
        };
        account.receives(ANNA, "STOP", Instant.now());
        TestReprise.await("it could not be kept", () -> !login.isCaughtUp());
        // ours, so it is not opened again
        login.close();
        login.client().close().get(30, TimeUnit.SECONDS);
        reprise.keeping = incoming -> {};
        login.passed(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        TestReprise.await("it is kept", () -> texts().contains("STOP"));
        var wrote = (Incoming.Wrote) reprise.happenings.get(reprise.happenings.size() - 1);
        assertThat(wrote.userId()).isEqualTo(ANNA.id());
        assertThat(wrote.chat().firstName()).isNull();
    }

    @Test
    void aSlowLookUpHoldsUpNobodyAndIsNotAskedTwice() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        int before = telegram.calls("users.getUsers");
        telegram.holdUp("users.getUsers");
        assertThat(await(send(session, 4_711, "Hello")))
                .isEqualTo(new SendOutcome.Unreachable(Duration.ofSeconds(1), WaitCause.CATCHING_UP));
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(await(send(session, 4_711, "Hello"))).isInstanceOf(SendOutcome.Unreachable.class);
        telegram.letGo("users.getUsers");
        reprise.logins.of(session).orElseThrow().lookUps.begin(4_711, Duration.ofSeconds(30));
        assertThat(refused(session, 4_711)).as("its outcome is told").isTrue();
        assertThat(telegram.calls("users.getUsers") - before).isEqualTo(1);
    }

    private boolean refused(Session session, long recipient) {
        try {
            return await(send(session, recipient, "Hello"))
                    .equals(new SendOutcome.Refused(SendOutcome.Reason.NEVER_WROTE));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClientThatEndedByItselfIsOpenedAgain() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var ended = reprise.logins.of(session).orElseThrow();
        ended.client().close().get(30, TimeUnit.SECONDS);
        TestReprise.await(
                "another one is there", () -> reprise.logins.of(session).orElseThrow() != ended);
        reprise.awaitCaughtUp(session);
        assertThat(reprise.changes).isEmpty();
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(ended.client().ask(TdRequest.of("getMe").build(), Duration.ofSeconds(5)))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NeverAsked.class);
    }

    @Test
    void aDatabaseThatIsHeldElsewhereIsNoLoss() throws Exception {
        bot();
        var session = connectedBot();
        var threads = Executors.newScheduledThreadPool(1);
        var changes = new CopyOnWriteArrayList<Object>();
        var others = new TdSessions(
                reprise.settings,
                reprise.tdlib,
                reprise.secrets,
                reprise.sessions,
                threads,
                new SenderReach(TestTime.running()),
                changes::add);
        try {
            var first = others.of(session).orElseThrow();
            TestReprise.await("it is tried again", () -> others.of(session).orElseThrow() != first);
            assertThat(changes).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSecretOfAnotherKeyLosesTheSession() throws Exception {
        bot();
        var session = connectedBot();
        reprise.close();
        java.nio.file.Files.delete(dataDir.resolve("secret.key"));
        reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.SessionLost.class);
        TestReprise.await("the loss is noted", () -> !reprise.changes.isEmpty());
        assertThat(reprise.changes.get(0).status().state()).isEqualTo(SessionState.LOST);
        var claim = new Claim(ANNA.id(), 1, 0, Instant.now(), List.of("Hello"));
        assertThat(reprise.gateway.settle(session, List.of(claim)))
                .containsExactly(Map.entry(ANNA.id(), new Settlement.Unknown()));
    }

    @Test
    void nothingIsThrownWhileTheServerStops() throws Exception {
        bot();
        var session = connectedBot();
        reprise.tdlib.close();
        assertThat(await(send(session, ANNA.id(), "Hello"))).isInstanceOf(SendOutcome.Unreachable.class);
    }

    @Test
    void aSessionThatWasNeverConnectedSendsNothing() throws Exception {
        assertThat(await(send(reprise.session("shop", Session.Kind.BOT), ANNA.id(), "Hello")))
                .isInstanceOf(SendOutcome.SessionLost.class);
    }

    @Test
    void thoseWhoWroteAreListedAndNobodyElse() throws Exception {
        var account = telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
        var longAgo = Instant.parse("2026-01-01T10:00:00Z");
        account.receives(ANNA, "Hello", longAgo);
        account.receives(ANNA, "Are you there?", longAgo.plusSeconds(3_600));
        account.receives(new Person(1_002, "Bot", null, "a_bot", null, null, Person.Kind.BOT), "Hi", longAgo);
        account.receives(new Person(1_003, "Help", null, null, null, null, Person.Kind.SUPPORT), "Hi", longAgo);
        account.receives(Person.TELEGRAM, "Login code: 12345", longAgo);
        for (long id = 2_000; id < 2_300; id++) {
            account.receives(Person.human(id, "P" + id), "Hello", longAgo.plusSeconds(id));
        }
        account.wrote(Person.human(1_004, "Stranger"), "Do you know me?", longAgo);
        account.wrote(Person.human(2_001, "P2001"), "Thank you", longAgo.plusSeconds(10_000));
        var session = connectedUser();
        try (var chats = reprise.gateway.chats(session)) {
            assertThat(chats)
                    .hasSize(301)
                    .contains(new Chat(
                            1_001,
                            "anna_m",
                            "Anna",
                            "Muster",
                            "491709999999",
                            "de",
                            longAgo,
                            longAgo.plusSeconds(3_600)))
                    .contains(new Chat(
                            2_001,
                            null,
                            "P2001",
                            null,
                            null,
                            null,
                            longAgo.plusSeconds(2_001),
                            longAgo.plusSeconds(2_001)))
                    .noneMatch(chat -> chat.userId() >= 1_002 && chat.userId() <= 1_004)
                    .noneMatch(chat -> chat.userId() == 777_000);
        }
    }

    @Test
    void whoseChatWasPutAwayIsListedToo() throws Exception {
        var account = telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
        var longAgo = Instant.parse("2026-01-01T10:00:00Z");
        account.receives(ANNA, "Hello", longAgo);
        for (long id = 2_000; id < 2_150; id++) {
            account.receives(Person.human(id, "P" + id), "Hello", longAgo.plusSeconds(id));
            account.archives(id);
        }
        var session = connectedUser();
        try (var chats = reprise.gateway.chats(session)) {
            assertThat(chats).hasSize(151);
        }
    }

    @Test
    void anInterruptedListingEnds() throws Exception {
        var account = telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
        account.receives(ANNA, "Hello", Instant.now());
        var session = connectedUser();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> reprise.gateway.chats(session).count()).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whoWritesIsHeardWithTheirNames() throws Exception {
        var account = bot();
        connectedBot();
        hear(account, ANNA);
        var wrote = (Incoming.Wrote) reprise.happenings.get(0);
        assertThat(wrote.text()).isEqualTo("/start");
        assertThat(wrote.chat().firstName()).isEqualTo("Anna");
        assertThat(wrote.chat().username()).isEqualTo("anna_m");
        assertThat(wrote.chat().language()).isEqualTo("de");
    }

    @Test
    void whatSomebodyEditsIsHeardAndWhatTheAccountEditsIsNot() throws Exception {
        var account = telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
        connectedUser();
        hear(account, ANNA);
        var bob = Person.human(4_712, "Bob");
        account.wrote(bob, "Hello", Instant.now());
        account.edited(bob, "stop", Instant.now());
        account.edited(ANNA, "stop", Instant.now());
        TestReprise.await("the edit is heard", () -> reprise.happenings.size() == 2);
        var edited = (Incoming.Edited) reprise.happenings.get(1);
        assertThat(edited.userId()).isEqualTo(ANNA.id());
        assertThat(edited.text()).isEqualTo("stop");
        assertThat(edited.chat().firstName()).isEqualTo("Anna");
    }

    @Test
    void whatSomebodyEditsMeanwhileIsHeardBeforeAnythingIsSent() throws Exception {
        var account = bot();
        var session = connectedBot();
        hear(account, ANNA);
        var login = reprise.logins.of(session).orElseThrow();
        telegram.down();
        TestReprise.await("the connection is gone", () -> !login.isCaughtUp());
        account.edited(ANNA, "stop", Instant.now());
        telegram.up();
        reprise.awaitCaughtUp(session);
        assertThat(reprise.happenings)
                .last()
                .isInstanceOfSatisfying(
                        Incoming.Edited.class,
                        edited -> assertThat(edited.text()).isEqualTo("stop"));
    }

    private Account bot() {
        return telegram.bot("100:token", new Person(100, "Shop", null, "shop", null, null, Person.Kind.BOT));
    }

    private Session connectedBot() {
        var session = reprise.session("shop", Session.Kind.BOT);
        reprise.note(session, reprise.connector.connect(session, new Credential.BotToken("100:token")));
        reprise.awaitCaughtUp(session);
        return session;
    }

    private Session connectedUser() {
        var session = reprise.session("olga", Session.Kind.USER);
        reprise.connector.connect(session, new Credential.Phone("+491700000001"));
        reprise.note(session, reprise.connector.connect(session, new Credential.Code("12345")));
        reprise.awaitCaughtUp(session);
        return session;
    }

    private List<String> texts() {
        return reprise.happenings.stream()
                .filter(Incoming.Wrote.class::isInstance)
                .map(wrote -> ((Incoming.Wrote) wrote).text())
                .toList();
    }

    private void hear(Account account, Person person) {
        account.receives(person, "/start", Instant.now());
        TestReprise.await("it is heard", () -> !reprise.happenings.isEmpty());
    }

    private CompletionStage<SendOutcome> send(Session session, long recipient, String text) {
        return reprise.send(session, new OutgoingMessage(recipient, text, 1));
    }

    private static SendOutcome await(CompletionStage<SendOutcome> outcome) throws Exception {
        return outcome.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
