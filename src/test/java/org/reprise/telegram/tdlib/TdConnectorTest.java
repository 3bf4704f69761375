package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Identity;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginRefused.Reason;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

/** How sessions are logged in and out. */
class TdConnectorTest {
    private static final String PHONE = "+491700000001";
    private static final Person OLGA = new Person(7, "Olga", null, "olga", "491700000001", null, Person.Kind.HUMAN);
    private static final Identity IDENTITY = new Identity(7, "olga", PHONE);

    @TempDir
    private Path dataDir;

    private DataCentre telegram;
    private RepriseWithTdlib reprise;
    private Session session;

    @BeforeEach
    void start() throws Exception {
        telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"));
        open();
    }

    private void open() {
        reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
        session = reprise.session("olga", Session.Kind.USER);
    }

    @AfterEach
    void stop() throws Exception {
        reprise.close();
        telegram.close();
    }

    @Test
    void aPhoneIsSentACodeThatConnects() {
        telegram.user(PHONE, "12345", null, OLGA);
        assertThat(connect(new Credential.Phone(PHONE))).isEqualTo(new LoginStep.CodeSent());
        assertThat(reprise.connector.step(session)).isEqualTo(new LoginStep.CodeSent());
        assertThat(connect(new Credential.Code("12345"))).isEqualTo(new LoginStep.Connected(IDENTITY));
        assertThat(reprise.connector.step(session)).isEqualTo(new LoginStep.Connected(IDENTITY));
    }

    @Test
    void aWrongCodeIsToldAndTheRightOneStillTaken() {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        assertRefused(() -> connect(new Credential.Code("54321")), Reason.WRONG, "not the code");
        assertThat(connect(new Credential.Code("12345"))).isEqualTo(new LoginStep.Connected(IDENTITY));
    }

    @Test
    void twoStepVerificationAsksForThePasswordWithItsHint() {
        telegram.user(PHONE, "12345", "geheim", OLGA);
        connect(new Credential.Phone(PHONE));
        assertThat(connect(new Credential.Code("12345"))).isEqualTo(new LoginStep.PasswordNeeded("the usual one"));
        assertRefused(() -> connect(new Credential.Password("offen")), Reason.WRONG, "two-step password");
        assertThat(connect(new Credential.Password("geheim"))).isEqualTo(new LoginStep.Connected(IDENTITY));
    }

    @Test
    void aScannedCodeConnects() {
        var olga = telegram.user(PHONE, "12345", null, OLGA);
        var step = connect(new Credential.QrScan());
        assertThat(step).isInstanceOf(LoginStep.ScanNeeded.class);
        telegram.scan(((LoginStep.ScanNeeded) step).link(), olga);
        assertThat(awaitConnected()).isEqualTo(IDENTITY);
    }

    @Test
    void aWrongPhoneNumberIsTold() {
        assertRefused(() -> connect(new Credential.Phone("+4900")), Reason.WRONG, "no such phone number");
    }

    @Test
    void aWrongTokenIsTold() {
        assertRefused(() -> connect(new Credential.BotToken("1:x")), Reason.WRONG, "does not know this bot token");
    }

    @Test
    void aCodeThatNobodyAskedForIsNotAwaited() {
        assertRefused(() -> connect(new Credential.Code("12345")), Reason.NOT_AWAITED, "begin one");
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        assertRefused(() -> connect(new Credential.Password("geheim")), Reason.NOT_AWAITED, "does not ask");
    }

    @Test
    void anAccountIsConnectedAsOneSessionOnly() {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        var other = reprise.session("second", Session.Kind.USER);
        reprise.connector.connect(other, new Credential.Phone(PHONE));
        assertRefused(
                () -> reprise.connector.connect(other, new Credential.Code("12345")),
                Reason.WRONG,
                "session olga already");
        assertThat(reprise.connector.step(session)).isEqualTo(new LoginStep.Connected(IDENTITY));
    }

    @Test
    void aRefusedCredentialLeavesAConnectedSessionAsItWas() {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        assertRefused(() -> connect(new Credential.Phone("+4900")), Reason.WRONG, "no such phone number");
        reprise.awaitCaughtUp(session);
    }

    @Test
    void aLaterLoginTakesThePlaceOfTheFirst() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        reprise.awaitCaughtUp(session);
        assertThat(databases()).hasSize(1);
    }

    @Test
    void aConnectedSessionIsConnectedAfterARestart() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        reprise.close();
        open();
        reprise.connector.open(session);
        reprise.awaitCaughtUp(session);
        assertThat(telegram.calls("auth.signIn")).isEqualTo(1);
    }

    @Test
    void aDisconnectedSessionLeavesNothingBehind() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        reprise.connector.disconnect(session);
        assertThat(telegram.calls("auth.logOut")).isEqualTo(1);
        assertThat(databases()).isEmpty();
        assertThat(reprise.secrets.find(session, "tdlib-key")).isEmpty();
    }

    @Test
    void aLoginThatIsRefusedAtOnceLeavesNothingBehind() throws IOException {
        assertRefused(() -> connect(new Credential.Phone("+4900")), Reason.WRONG, "no such phone number");
        assertThat(databases()).isEmpty();
        assertRefused(() -> connect(new Credential.Code("12345")), Reason.NOT_AWAITED, "begin one");
    }

    @Test
    void theSecretsOfADisconnectedSessionGoEvenWithoutTheLibrary() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        reprise.close();
        reprise = new RepriseWithTdlib(null, telegram.port(), dataDir);
        reprise.connector.disconnect(session);
        assertThat(reprise.secrets.find(session, "tdlib-key")).isEmpty();
    }

    @Test
    void theDatabaseIsOfNoUseWithoutItsKey() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        connect(new Credential.Code("12345"));
        reprise.close();
        try (var files = Files.walk(dataDir.resolve("tdlib"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("Olga", "491700000001");
            }
        }
    }

    @Test
    void aLoginThatNobodyFinishesRunsOutAndSaysSo() throws IOException {
        reprise.close();
        reprise = new RepriseWithTdlib(
                RepriseWithTdlib.keys(telegram.library(), telegram.port(), dataDir), Duration.ofSeconds(3));
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        assertThat(databases()).hasSize(1);
        TestReprise.await("its database is gone", () -> databases().isEmpty());
        assertRefused(() -> connect(new Credential.Code("12345")), Reason.EXPIRED, "run out; begin it again");
        assertRefused(() -> reprise.connector.step(session), Reason.EXPIRED, "run out; begin it again");
        var status = reprise.sessions.status(session.id()).orElseThrow();
        assertThat(status.state()).isEqualTo(SessionState.CONNECTING);
        assertThat(status.detail()).contains("run out");
        connect(new Credential.Phone(PHONE));
        assertThat(connect(new Credential.Code("12345"))).isEqualTo(new LoginStep.Connected(IDENTITY));
    }

    @Test
    void aLoginThatIsFinishedDoesNotRunOut() throws Exception {
        reprise.close();
        reprise = new RepriseWithTdlib(
                RepriseWithTdlib.keys(telegram.library(), telegram.port(), dataDir), Duration.ofMillis(1));
        telegram.bot("100:token", new Person(100, "Shop", null, "shop", null, null, Person.Kind.BOT));
        var shop = reprise.session("shop", Session.Kind.BOT);
        reprise.note(shop, reprise.connector.connect(shop, new Credential.BotToken("100:token")));
        TestReprise.await("its time is up", reprise::isIdle);
        assertThat(reprise.sessions.status(shop.id()).orElseThrow().isReady()).isTrue();
        reprise.awaitCaughtUp(shop);
    }

    @Test
    void whatAnEarlierProcessLeftOfALoginIsDeletedAtTheNextStart() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        var own = databases();
        var other = reprise.session("other", Session.Kind.USER);
        reprise.connector.connect(other, new Credential.Phone(PHONE));
        reprise.close();
        open();
        reprise.connector.goUp();
        assertThat(databases()).isEqualTo(own);
        assertThat(dataDir.resolve("tdlib/" + other.id())).isEmptyDirectory();
        reprise.connector.open(session);
        reprise.awaitCaughtUp(session);
    }

    @Test
    void aSessionWhoseKeyCannotBeReadKeepsItsDatabaseAndCanBeConnectedAgain() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        var own = databases();
        reprise.close();
        Files.delete(dataDir.resolve("secret.key"));
        open();
        reprise.connector.goUp();
        assertThat(databases()).isEqualTo(own);
        connect(new Credential.Phone(PHONE));
        assertThat(connect(new Credential.Code("12345"))).isEqualTo(new LoginStep.Connected(IDENTITY));
        reprise.connector.goUp();
        assertThat(databases()).hasSize(2).containsAll(own);
    }

    @Test
    void aLoginThatTheDatabaseDoesNotKnowIsKeptForItMayBeARestoredOne() throws IOException {
        telegram.user(PHONE, "12345", null, OLGA);
        connect(new Credential.Phone(PHONE));
        reprise.note(session, connect(new Credential.Code("12345")));
        var own = databases();
        reprise.close();
        var yesterdays = TestDatabase.temporaryDirectory();
        var keys = new HashMap<>(RepriseWithTdlib.keys(telegram.library(), telegram.port(), dataDir));
        keys.put("REPRISE_DB_URL", "jdbc:sqlite:" + yesterdays.resolve("reprise.db"));
        try (var restored = new RepriseWithTdlib(keys)) {
            restored.session("another", Session.Kind.USER);
            restored.connector.goUp();
        }
        assertThat(databases()).isEqualTo(own);
    }

    @Test
    void lookingAtWhatIsToBeScannedGoesOnWithNothing() {
        var olga = telegram.user(PHONE, "12345", null, OLGA);
        var step = (LoginStep.ScanNeeded) connect(new Credential.QrScan());
        assertThat(reprise.connector.scan(session)).contains(step);
        telegram.scan(step.link(), olga);
        TestReprise.await(
                "it was scanned", () -> reprise.connector.scan(session).isEmpty());
        assertThat(reprise.logins.of(session)).isEmpty();
        assertThat(reprise.secrets.find(session, "tdlib-key")).isEmpty();
        assertThat(awaitConnected()).isEqualTo(IDENTITY);
    }

    @Test
    void withoutAnApiIdItIsSaidWhereToGetOne() throws IOException {
        reprise.close();
        reprise = new RepriseWithTdlib(Map.of(
                "REPRISE_DATA_DIR", dataDir.toString(),
                "REPRISE_TDLIB_LIBRARY", telegram.library().toString()));
        assertRefused(() -> connect(new Credential.Phone(PHONE)), Reason.NOT_SET_UP, "REPRISE_TELEGRAM_API_ID");
    }

    @Test
    void withoutTheLibraryItIsSaidHowToGetIt() throws IOException {
        reprise.close();
        reprise = new RepriseWithTdlib(null, telegram.port(), dataDir);
        assertRefused(() -> connect(new Credential.Phone(PHONE)), Reason.NOT_SET_UP, "install.sh");
    }

    private LoginStep connect(Credential credential) {
        return reprise.connector.connect(session, credential);
    }

    private Identity awaitConnected() {
        for (int i = 0; i < 200; i++) {
            if (reprise.connector.step(session) instanceof LoginStep.Connected connected) {
                return connected.identity();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("not connected");
    }

    private java.util.List<Path> databases() {
        try (var directories = Files.list(dataDir.resolve("tdlib").resolve(String.valueOf(session.id())))) {
            return directories.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertRefused(ThrowingCallable login, Reason reason, String words) {
        assertThatThrownBy(login)
                .asInstanceOf(InstanceOfAssertFactories.type(LoginRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused).hasMessageContaining(words);
                });
    }
}
