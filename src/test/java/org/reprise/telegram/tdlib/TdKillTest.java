package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Credential;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.telegram.tdlib.dc.Account;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;
import org.reprise.telegram.tdlib.dc.Verdict;

/**
 * A process that sends is killed with -9, at four moments. The next one settles what it left: nobody is written to
 * twice, nobody who was written to is called unreached, and what cannot be known is named.
 */
class TdKillTest {
    private static final List<Long> PEOPLE =
            LongStream.range(2_000, 2_006).boxed().toList();
    private static final String TEXT = "<b>Hello</b> you";

    @TempDir
    private Path dataDir;

    /** Where a message is when the process dies. */
    enum Moment {
        /** Just handed to TDLib, which may have written it down, or not, or sent it. */
        HANDED_OVER,
        /** Written down by TDLib; what it sent to Telegram is lost on its way. */
        ON_ITS_WAY,
        /** Telegram has it; its reply is lost. */
        REPLY_LOST,
        /** Written down by TDLib, when Telegram goes down. */
        TELEGRAM_DOWN
    }

    @ParameterizedTest
    @CsvSource({
        "USER, HANDED_OVER, 1", "USER, HANDED_OVER, 2", "USER, HANDED_OVER, 3", "USER, ON_ITS_WAY, 1",
        "USER, REPLY_LOST, 1", "USER, TELEGRAM_DOWN, 1", "BOT, HANDED_OVER, 1", "BOT, HANDED_OVER, 2",
        "BOT, ON_ITS_WAY, 1", "BOT, REPLY_LOST, 1", "BOT, TELEGRAM_DOWN, 1"
    })
    void whatAKilledProcessSentArrivesOnceOrIsNamedUncertain(Session.Kind kind, Moment moment, int round)
            throws Exception {
        try (var telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"))) {
            var account = account(telegram, kind);
            login(telegram, kind);
            PEOPLE.forEach(id -> account.receives(
                    Person.human(id, "P" + id), "/start", Instant.now().minusSeconds(60)));
            var claimedAt = Instant.now();
            kill(telegram, account, kind, moment);
            account.sends((recipient, text) -> new Verdict.Accept());
            if (moment == Moment.TELEGRAM_DOWN) {
                telegram.up();
            }
            judge(telegram, account, kind, claimedAt);
        }
    }

    private static Account account(DataCentre telegram, Session.Kind kind) {
        return kind == Session.Kind.BOT
                ? telegram.bot("100:token", new Person(100, "Shop", null, "shop", null, null, Person.Kind.BOT))
                : telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
    }

    private void login(DataCentre telegram, Session.Kind kind) throws IOException {
        try (var reprise = reprise(telegram)) {
            var session = reprise.session("shop", kind);
            if (kind == Session.Kind.BOT) {
                reprise.connector.connect(session, new Credential.BotToken("100:token"));
            } else {
                reprise.connector.connect(session, new Credential.Phone("+491700000001"));
                reprise.connector.connect(session, new Credential.Code("12345"));
            }
            reprise.awaitCaughtUp(session);
        }
    }

    private void kill(DataCentre telegram, Account account, Session.Kind kind, Moment moment) throws Exception {
        account.sends((recipient, text) -> switch (moment) {
            case HANDED_OVER -> new Verdict.Accept();
            case ON_ITS_WAY -> new Verdict.LoseRequest();
            case REPLY_LOST -> new Verdict.LoseReply();
            case TELEGRAM_DOWN -> {
                telegram.down();
                yield new Verdict.LoseRequest();
            }
        });
        var sender = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.config.file=src/test/resources/logging.properties",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sender.class.getName(),
                        telegram.library().toString(),
                        String.valueOf(telegram.port()),
                        dataDir.toString(),
                        kind.name(),
                        moment.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var told = sender.inputReader()) {
            assertThat(told.readLine()).isEqualTo("handed over");
            sender.toHandle().destroyForcibly();
        }
        assertThat(sender.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void judge(DataCentre telegram, Account account, Session.Kind kind, Instant claimedAt) throws Exception {
        try (var reprise = reprise(telegram)) {
            var session = reprise.session("shop", kind);
            var claims = PEOPLE.stream()
                    .map(id -> new Claim(id, 1, 0, claimedAt, List.of("Another text", TEXT)))
                    .toList();
            var settled = reprise.gateway.settle(session, claims);
            assertThat(settled).containsOnlyKeys(PEOPLE);
            settled.forEach((id, settlement) -> judge(account, kind, id, settlement));
            var again = settled.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Settlement.NeverLeft)
                    .map(Map.Entry::getKey)
                    .toList();
            for (var id : again) {
                var outcome = reprise.send(session, TdKillTest.message(id));
                assertThat(outcome.toCompletableFuture().get(30, TimeUnit.SECONDS))
                        .isInstanceOf(SendOutcome.Sent.class);
                assertThat(account.arrivedAt(id)).hasSize(1);
            }
        }
        // what TDLib would do late, it would have done before it was closed
        PEOPLE.forEach(id -> assertThat(account.arrivedAt(id)).as("twice").hasSizeLessThan(2));
    }

    private static void judge(Account account, Session.Kind kind, long id, Settlement settlement) {
        var arrived = account.arrivedAt(id);
        assertThat(arrived).as("twice").hasSizeLessThan(2);
        if (settlement instanceof Settlement.Delivered delivered) {
            assertThat(arrived).hasSize(1);
            assertThat(delivered)
                    .isEqualTo(new Settlement.Delivered(TEXT, arrived.get(0).tdlibId()));
        } else if (settlement instanceof Settlement.NeverLeft) {
            assertThat(arrived).isEmpty();
        } else {
            assertThat(kind).as("a user account can always tell").isEqualTo(Session.Kind.BOT);
        }
    }

    private RepriseWithTdlib reprise(DataCentre telegram) {
        return new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
    }

    private static OutgoingMessage message(long recipient) {
        return new OutgoingMessage(recipient, TEXT, org.reprise.message.TextFormat.HTML, 1);
    }

    /** The process that is killed. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] args) throws Exception {
            var reprise = new RepriseWithTdlib(Path.of(args[0]), Integer.parseInt(args[1]), Path.of(args[2]));
            var session = reprise.session("shop", Session.Kind.valueOf(args[3]));
            reprise.awaitCaughtUp(session);
            for (var id : PEOPLE) {
                reprise.send(session, message(id));
            }
            if (Moment.valueOf(args[4]) != Moment.HANDED_OVER) {
                // long enough for TDLib to write it down and call Telegram
                Thread.sleep(500);
            }
            System.out.println("handed over");
            Thread.sleep(60_000);
        }
    }
}
