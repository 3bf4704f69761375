package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;
import static org.reprise.testing.TestReprise.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignStatus;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.Accepted;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/**
 * A process that sends is gone in the midst of it: the next one is in doubt about what was on the wire, and no more.
 */
class KilledSenderTest {
    private static final int PEOPLE = 3_000;
    private static final int KILLS = 4;
    private static final int WAITING = 50;

    /** Telegram never answers one in so many. */
    private static final int SILENT = 40;

    /**
     * Beside those whom Telegram never answers: answered within milliseconds each, at 900 a second, and a fake that
     * shares its processor with the sender may have a tenth of a second's messages in its sockets.
     */
    private static final int ON_THE_WIRE = 90;

    private record Place(String database, String dataDir) {
        static Place of(TestDatabase database) {
            return new Place(database.url(), TestDatabase.temporaryDirectory().toString());
        }

        Bots bots(String url) {
            return Bots.at(
                    url,
                    "REPRISE_DB_URL",
                    database,
                    "REPRISE_REPLY_TIMEOUT_SECONDS",
                    "30",
                    "REPRISE_DATA_DIR",
                    dataDir);
        }
    }

    /** Sends the campaign until it is killed. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] args) {
            var bots = new Place(args[0], args[1]).bots(args[2]);
            var reprise = new TestReprise(bots.settings, bots.gateway);
            reprise.campaigns.all().forEach(reprise.registry::put);
            reprise.resume(Long.parseLong(args[3]));
        }
    }

    private static Session session(Bots bots, TestReprise reprise, String token) {
        var session = bots.ready("demo", token);
        bots.sessions.pace(session.id(), 900d, true);
        var wrote = Instant.parse("2026-01-01T00:00:00Z");
        reprise.contacts.sync(
                session,
                LongStream.rangeClosed(1, PEOPLE)
                        .mapToObj(id -> new Chat(id, null, "Person " + id, null, null, "en", wrote, wrote)));
        return session;
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsInDoubtButWhoWasOnTheWireAtTheKill(TestDatabase database) throws Exception {
        try (var telegram = FakeTelegram.start()) {
            var place = Place.of(database);
            var token = telegram.bot(4_711);
            long campaign;
            try (var bots = place.bots(telegram.url())) {
                try (var reprise = new TestReprise(bots.settings, bots.gateway)) {
                    session(bots, reprise, token);
                    campaign = reprise.desk.create(aCampaign("Hello")).id();
                }
            }
            telegram.meets(Fault.hang(120_000).forChatsDivisibleBy(SILENT));
            for (int kill = 1; kill <= KILLS; kill++) {
                int before = telegram.count();
                kill(place, telegram, campaign, before + 400 + 37 * kill);
                judge(place, telegram, token, campaign);
            }
            telegram.meetsNoFaults();
            completes(place, telegram, campaign);
        }
    }

    private static void kill(Place place, FakeTelegram telegram, long campaign, int reached) throws Exception {
        var sender = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.util.logging.config.file=src/test/resources/logging.properties",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sender.class.getName(),
                        place.database,
                        place.dataDir,
                        telegram.url(),
                        String.valueOf(campaign))
                .inheritIO()
                .start();
        try {
            await("messages", () -> telegram.count() >= reached);
        } finally {
            sender.destroyForcibly();
        }
        assertThat(sender.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void judge(Place place, FakeTelegram telegram, String token, long campaign) {
        try (var bots = place.bots(telegram.url());
                var reprise = new TestReprise(bots.settings, bots.gateway)) {
            var session = bots.sessions.find("demo").orElseThrow();
            var claimed = reprise.ledger.tally(campaign).claimed();
            var doubted = in(reprise, campaign, Delivery.State.UNCERTAIN).size();
            reprise.recovery.settle(session, campaign);
            var sent = in(reprise, campaign, Delivery.State.SENT);
            var uncertain = in(reprise, campaign, Delivery.State.UNCERTAIN);
            // only now: what left is on its way for a moment after the kill
            var silent = Set.copyOf(telegram.unanswered(token));
            var accepted = telegram.record().stream().map(Accepted::chat).collect(Collectors.toSet());
            assertThat(reprise.ledger.unsettled(campaign)).isEmpty();
            assertThat(accepted).as("whoever is sent was reached").containsAll(sent);
            assertThat(messageIds(reprise, campaign))
                    .as("each message by the id that Telegram gave it, settled or not")
                    .isEqualTo(given(telegram, sent));
            var seen = new HashSet<>(accepted);
            seen.addAll(silent);
            seen.removeAll(sent);
            assertThat(uncertain)
                    .as("whoever has perhaps a message is not released")
                    .containsAll(seen);
            var onTheWire = new HashSet<>(uncertain);
            onTheWire.removeAll(silent);
            System.out.println(claimed + " claimed at the kill, " + (uncertain.size() - doubted)
                    + " of them uncertain, " + onTheWire.size() + " in all that Telegram was not silent about");
            assertThat(onTheWire.size()).as("in doubt, at " + KILLS + " kills").isLessThan(KILLS * ON_THE_WIRE);
            assertThat(Path.of(place.dataDir, "journal"))
                    .as("what is settled is forgotten")
                    .isEmptyDirectory();
        }
    }

    private static Map<Long, Long> messageIds(TestReprise reprise, long campaign) {
        return reprise.storage.read(handle -> handle.createQuery(
                        "select user_id, message_id from delivery where campaign_id = ? and state = 'SENT'")
                .bind(0, campaign)
                .reduceRows(new HashMap<>(), (ids, row) -> {
                    ids.put(row.getColumn("user_id", Long.class), row.getColumn("message_id", Long.class));
                    return ids;
                }));
    }

    /** The fake's ids count what it took. */
    private static Map<Long, Long> given(FakeTelegram telegram, Set<Long> users) {
        var record = telegram.record();
        return LongStream.rangeClosed(1, record.size())
                .filter(id -> users.contains(record.get((int) id - 1).chat()))
                .boxed()
                .collect(Collectors.toMap(id -> record.get(id.intValue() - 1).chat(), id -> id));
    }

    private static void completes(Place place, FakeTelegram telegram, long campaign) {
        try (var bots = place.bots(telegram.url());
                var reprise = new TestReprise(bots.settings, bots.gateway)) {
            reprise.campaigns.all().forEach(reprise.registry::put);
            reprise.desk.stop(campaign);
            reprise.resume(campaign);
            reprise.awaitStatus(campaign, CampaignStatus.COMPLETED);
            var tally = reprise.ledger.tally(campaign);
            assertThat(tally.sent() + tally.uncertain()).isEqualTo(PEOPLE);
            assertThat(telegram.record().stream().map(Accepted::chat)).doesNotHaveDuplicates();
            await("the file goes with the run", () -> filesIn(place) == 0);
        }
    }

    private static int filesIn(Place place) {
        return Path.of(place.dataDir, "journal").toFile().list().length;
    }

    private static Set<Long> in(TestReprise reprise, long campaign, Delivery.State state) {
        return reprise.ledger.page(campaign, state, 0, PEOPLE).stream()
                .map(Delivery::userId)
                .collect(Collectors.toSet());
    }

    /** A kill between the stop and the last reply finds it there. */
    @ParameterizedTest
    @EnumSource
    void theJournalStaysUntilTheLastReplyIsRecorded(TestDatabase database) {
        var place = Place.of(database);
        try (var telegram = FakeTelegram.start();
                var bots = place.bots(telegram.url());
                var reprise = new TestReprise(bots.settings, bots.gateway)) {
            session(bots, reprise, telegram.bot(4_711));
            telegram.meets(Fault.hang(4_000).forChat(3));
            long campaign = reprise.desk.create(aCampaign("Hello")).id();
            reprise.start(campaign);
            await("messages", () -> telegram.count() > 50);
            reprise.desk.stop(campaign);
            await(
                    "only its reply is missing",
                    () -> reprise.ledger.tally(campaign).claimed() <= 1);
            await("it is gone", () -> {
                // in this order: what is read first is the older
                boolean gone = filesIn(place) == 0;
                long claimed = reprise.ledger.tally(campaign).claimed();
                assertThat(gone && claimed > 0).as("gone with a claim open").isFalse();
                return gone;
            });
            assertThat(reprise.ledger.tally(campaign).uncertain()).isEqualTo(1);
        }
    }

    /**
     * Nobody takes the connections. What waits for one, or for its handshake, waits inside the HTTP client; without a
     * handshake the operating system connects two or three by itself, and their messages leave.
     */
    @ParameterizedTest
    @CsvSource({"SQLITE,https", "SQLITE,http", "POSTGRESQL,https", "POSTGRESQL,http"})
    void whatWaitsInsideTheHttpClientNeverLeft(TestDatabase database, String scheme) throws IOException {
        var place = Place.of(database);
        var users = LongStream.rangeClosed(1, WAITING).boxed().toList();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = place.bots(scheme + "://127.0.0.1:" + deaf.getLocalPort());
                var sender = new TestReprise(first.settings, first.gateway)) {
            var session = session(first, sender, "4711:fake-token");
            long campaign = sender.desk.create(aCampaign("Hello")).id();
            sender.storage.write(
                    handle -> handle.execute("update campaign set status = 'running', run = 1 where id = ?", campaign));
            var at = Instant.now();
            var notes = first.gateway.notes(session, campaign, 1);
            notes.claiming(users, at);
            notes.claimed(
                    sender.ledger.claim(campaign, 1, 1, users, at).orElseThrow().won());
            var message = Message.accepted("Hello", TextFormat.PLAIN, Extras.NONE);
            var replies = users.stream()
                    .map(user -> first.gateway.send(session, new OutgoingMessage(user, message, campaign, 1)))
                    .toList();
            assertThat(replies)
                    .hasSize(WAITING)
                    .noneMatch(reply -> reply.toCompletableFuture().isDone());
            try (var second = place.bots("http://127.0.0.1:9");
                    var next = new TestReprise(second.settings, second.gateway)) {
                long most = scheme.equals("http") ? 5 : 0;
                await("what leaves has left", () -> most == 0 || unknown(second, campaign, at, users) > 0);
                next.recovery.settle(session, campaign);
                var tally = next.ledger.tally(campaign);
                assertThat(tally.claimed()).isZero();
                assertThat(tally.uncertain()).isBetween(Math.min(1, most), most);
                assertThat(next.ledger.tally(campaign).attempted()).isEqualTo(tally.uncertain());
            }
        }
    }

    private static long unknown(Bots bots, long campaign, Instant at, List<Long> users) {
        var claims = users.stream()
                .map(user -> new Claim(user, campaign, 1, at, List.of("Hello")))
                .toList();
        return bots.journals.settle(claims).values().stream()
                .filter(Settlement.Unknown.class::isInstance)
                .count();
    }
}
