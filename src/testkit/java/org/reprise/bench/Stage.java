package org.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.reprise.storage.Storage;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;

/** The packaged server over a new database, which is filled behind its back: millions of people in seconds. */
final class Stage implements AutoCloseable {
    static final String TEXT = "A message of ordinary length, as people write it.";

    private static final String PEOPLE =
            "with recursive n(i) as (select cast(%d as bigint) union all select i + 1 from n"
                    + " where i < %d) select 1000000000 + i * 800 + (i * 7919) %% 797 as user_id from n";

    final RepriseServer server;
    final RepriseClient client;
    final Watched process;
    private final TestDatabase kind;
    private final Storage storage;

    /** @param keys settings on top of the database's */
    Stage(TestDatabase kind, Map<String, String> keys) {
        var environment = new HashMap<>(keys);
        environment.put("REPRISE_DB_URL", kind.url());
        this.kind = kind;
        server = RepriseServer.asDeployed(environment);
        client = new RepriseClient(server.baseUri());
        process = new Watched(server.pid());
        storage = TestDatabase.open(TestDatabase.settings(environment));
    }

    /** Over the fake, as fast as Telegram lets a bot send. */
    static Stage withBots(TestDatabase kind, FakeTelegram telegram) {
        return new Stage(kind, Map.of("REPRISE_BOT_API_URL", telegram.url()));
    }

    /** A sandbox that costs nothing: no pace, no waiting, no refusals. */
    static Stage withSandbox(TestDatabase kind, int contacts, int rate) {
        return new Stage(
                kind,
                Map.of(
                        "REPRISE_SANDBOX_CONTACTS", String.valueOf(contacts),
                        "REPRISE_SANDBOX_RATE", String.valueOf(rate),
                        "REPRISE_SANDBOX_LATENCY_MS", "0",
                        "REPRISE_SANDBOX_REFUSED_PERCENT", "0",
                        "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
    }

    /** @return the session's id */
    long connectBot(FakeTelegram telegram, int number, long contacts) {
        var token = telegram.bot(number);
        long id = created("/sessions", Map.of("account_id", 1, "name", bot(number), "kind", "bot", "token", token));
        client.post("/sessions/" + id + "/update", "{\"rate\":1000,\"paid_broadcast\":true}");
        addContacts(id, 0, contacts);
        return id;
    }

    static String bot(int number) {
        return "bot-" + number;
    }

    long session(String name) {
        return client
                .get("/session/status?account_id=1")
                .getJsonArray("sessions")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(session -> session.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonNumber("id")
                .longValue();
    }

    /** As fast as the session goes. */
    void start(long campaign, String session) {
        client.execute(campaign, session, TEXT, ",\"sleep_time\":0");
    }

    /** How many have an outcome, in the campaigns from 1 on. */
    long processed(int campaigns) {
        return LongStream.rangeClosed(1, campaigns).map(client::processed).sum();
    }

    /** How many the campaigns from 1 on have tried to reach, at one moment: two hundred questions take their time. */
    List<Double> attempted(int campaigns) {
        return storage.read(handle -> handle.createQuery("select sent_count + failed_count + uncertain_count"
                        + " from campaign where id <= " + campaigns + " order by id")
                .mapTo(Double.class)
                .list());
    }

    /** The {@code i}-th contact of every session. Ids have gaps like Telegram's: ten digits, over the whole range. */
    static long user(long i) {
        return 1_000_000_000 + i * 800 + (i * 7_919) % 797;
    }

    /** Those from {@code from} to below {@code to}. */
    void addContacts(long session, long from, long to) {
        storage.write(handle -> {
            kind.takeYourTime(handle);
            return handle.execute("insert into contact (session_id, user_id, first_message_at, last_message_at) select "
                    + session + ", user_id, 1, 1 from (" + people(from, to) + ") as people");
        });
        settleDown();
    }

    /** As if the campaign, which must be stopped, had written to the first {@code count} of its session's contacts. */
    void pretendSent(long campaign, long count) {
        storage.write(handle -> {
            kind.takeYourTime(handle);
            handle.execute("insert into delivery (campaign_id, user_id, state, revision, run, at) select " + campaign
                    + ", user_id, 'SENT', 1, 1, 1 from (" + people(0, count)
                    + ") as people where true on conflict (campaign_id, user_id) do nothing");
            return handle.execute("update campaign set sent_count = (select count(*) from delivery where campaign_id = "
                    + campaign + ") where id = " + campaign);
        });
        settleDown();
    }

    private static String people(long from, long to) {
        return String.format(PEOPLE, from, to - 1);
    }

    /** The filling was one huge transaction, which no campaign makes: begin with the database as it usually is. */
    private void settleDown() {
        storage.read(
                handle -> handle.execute(kind == TestDatabase.SQLITE ? "pragma wal_checkpoint(truncate)" : "analyze"));
    }

    private long created(String path, Map<String, Object> members) {
        var json = Json.createObjectBuilder(members).build().toString();
        var answer = client.exchange("POST", path, "application/json", BodyPublishers.ofString(json));
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(201);
        return RepriseClient.json(answer).getJsonNumber("id").longValue();
    }

    @Override
    public void close() {
        server.close();
    }
}
