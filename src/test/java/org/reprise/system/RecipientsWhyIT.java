package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.DescribedAnswers;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;
import org.reprise.testing.fakebot.Told;

/** Why somebody was written to, or not, asked over HTTP of the packaged server. */
class RecipientsWhyIT {
    private static FakeTelegram telegram;

    @TempDir
    private Path directory;

    private RepriseServer reprise;
    private RepriseClient client;

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
        reprise.close();
    }

    /**
     * A bot with contacts 1 to 9, called Name1 and so on. Campaign 1 went to them: 2 is a stranger to Telegram, 3 opted
     * out before, 4 blocked the bot before, 5 is gone, the reply for 6 was lost, 8 is refused in unknown words; 20 was
     * reached by other means.
     */
    private void given(TestDatabase database) throws IOException {
        telegram.meetsNoFaults();
        reprise = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", telegram.url(), "REPRISE_DB_URL", database.url()));
        client = new RepriseClient(reprise.baseUri());
        var token = telegram.bot(4_300 + database.ordinal());
        post("/sessions", "{\"account_id\":1,\"name\":\"shop\",\"kind\":\"bot\",\"token\":\"" + token + "\"}");
        var people = LongStream.rangeClosed(1, 9)
                .mapToObj(id -> id + ",Name" + id + ",2026-03-01T12:0" + id + ":00Z")
                .collect(Collectors.joining("\n", "user_id,first_name,first_message_at\n", "\n"));
        client.importCsv("shop", Files.writeString(directory.resolve("people.csv"), people));
        telegram.push(token, Told.message(3, "STOP", Instant.now()));
        telegram.push(token, Told.blocked(4, Instant.now()));
        assertThat(draft("")).isEqualTo(1);
        reprise.await(() -> word(1, 3).equals("opted_out") && word(1, 4).equals("blocked"));
        telegram.meets(Fault.answer(400, "Bad Request: chat not found").forChat(2));
        telegram.meets(Fault.answer(403, "Forbidden: user is deactivated").forChat(5));
        telegram.meets(Fault.reset().afterAccepting().forChat(6));
        telegram.meets(Fault.answer(400, "Bad Request: NEW_RULE").forChat(8));
        client.post("/campaigns/1/sent", "{\"user_id\":20}");
        client.post("/campaigns/1/start", "");
        completed(1);
        telegram.meetsNoFaults();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyCaseIsToldWithItsFacts(TestDatabase database) throws IOException {
        given(database);
        assertThat(why(1, 1).getString("sentence")).startsWith("Name1 got revision 1 of campaign 1 on ");
        assertThat(fact(1, 1, "reached").getInt("revision")).isEqualTo(1);
        long message = fact(1, 1, "reached").getJsonNumber("message_id").longValue();
        // the fake counts what it takes
        assertThat(telegram.record().get((int) message - 1).chat()).isEqualTo(1);
        assertThat(fact(1, 20, "reached").getString("reason")).isEqualTo("elsewhere");
        assertThat(fact(1, 20, "reached").isNull("message_id")).isTrue();
        assertThat(why(1, 20).isNull("name")).isTrue();
        var stranger = fact(1, 2, "failed");
        assertThat(stranger.getString("reason")).isEqualTo("NEVER_WROTE");
        assertThat(stranger.getBoolean("retryable")).isFalse();
        assertThat(stranger.getString("obstacle")).isEqualTo("SILENT");
        var unknown = fact(1, 8, "failed");
        assertThat(unknown.getBoolean("retryable")).isTrue();
        assertThat(unknown.getString("words")).contains("NEW_RULE");
        assertThat(Instant.parse(fact(1, 3, "opted_out").getString("since"))).isBeforeOrEqualTo(Instant.now());
        assertThat(fact(1, 4, "blocked")).containsKey("since");
        assertThat(fact(1, 5, "failed").getString("obstacle")).isEqualTo("DEACTIVATED");
        assertThat(fact(1, 6, "uncertain")).containsKey("at").doesNotContainKey("message_id");
        assertThat(fact(1, 999, "not_a_contact")).isEmpty();
        assertThat(fact(1, Long.MAX_VALUE, "not_a_contact")).isEmpty();

        client.post("/campaigns/1/uncertain", "{\"decision\":\"send_again\",\"user_id\":6}");
        assertThat(fact(1, 6, "released")).isEmpty();
        assertThat(why(1, 6).getString("status")).isEqualTo("stopped");

        long draft = draft(",\"chat_start_time\":\"2026-03-01T12:05:00Z\"");
        var early = fact(draft, 1, "not_targeted");
        assertThat(early.getString("criterion")).isEqualTo("chat_start_time");
        assertThat(early.getString("cmp")).isEqualTo("after");
        assertThat(early.getString("bound")).isEqualTo("2026-03-01T12:05:00Z");
        assertThat(early.getString("time")).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(why(draft, 1).getString("sentence"))
                .isEqualTo("Name1 was not written to: campaign " + draft
                        + " is for people whose first message came after Mar 1, 2026, 12:05 PM UTC,"
                        + " but they first wrote on Mar 1, 2026, 12:01 PM UTC.");
        assertThat(fact(draft, 5, "not_targeted")).isNotEmpty();
        assertThat(fact(draft, 9, "campaign_not_running")).isEmpty();
        assertThat(why(draft, 9).getString("status")).isEqualTo("created");
        assertThat(fact(draft(""), 5, "deactivated")).containsKey("since");

        long limited = 3_000;
        client.execute(limited, "shop", "Hello", ",\"limit\":1,\"sleep_time\":0");
        completed(limited);
        assertThat(fact(limited, 9, "over_limit").getInt("limit")).isEqualTo(1);

        telegram.meets(Fault.hang(10_000).forChat(1));
        client.execute(4_000, "shop", "Hello", ",\"sleep_time\":60");
        reprise.await(() -> word(4_000, 1).equals("claimed"));
        assertThat(fact(4_000, 1, "claimed").getInt("revision")).isEqualTo(1);
        assertThat(fact(4_000, 9, "eligible")).isEmpty();
        assertThat(reprise.log())
                .doesNotContain("Name1")
                .doesNotContain("Person 3")
                .doesNotContain("SEVERE");
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.class, names = "SQLITE")
    void theSentenceIsInTheRequestsLanguageAndNonsenseIsRefusedByName(TestDatabase database) throws IOException {
        given(database);
        var german = ask("/campaigns/1/recipients/3/why", "Accept-Language", "de-AT, en;q=0.5");
        assertThat(RepriseClient.json(german).getString("sentence"))
                .startsWith("Person 3 wurde nicht angeschrieben: Diese Person hat sich am ");
        assertThat(refused(400, "/campaigns/1/recipients/3/why", "Accept-Language", "de_DE"))
                .contains("Accept-Language");
        for (var user : new String[] {"abc", "0", "-5", "1.5", "%20", "99999999999999999999", "%D9%A3"}) {
            assertThat(refused(400, "/campaigns/1/recipients/" + user + "/why"))
                    .as(user)
                    .contains("user id");
        }
        assertThat(refused(400, "/campaigns/x/recipients/1/why")).contains("campaign id");
        assertThat(refused(404, "/campaigns/77/recipients/1/why")).contains("Campaign data not found");
        assertThat(refused(400, "/campaigns/1/recipients/1/why?verbose=1")).contains("verbose");
        assertThat(refused(404, "/campaigns/1/recipients/1")).isNotEmpty();
        var posted = client.exchange(
                "POST", "/campaigns/1/recipients/1/why", "application/json", BodyPublishers.ofString("{}"));
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(reprise.log()).doesNotContain("SEVERE");
    }

    private JsonObject why(long campaign, long user) {
        var path = "/campaigns/" + campaign + "/recipients/" + user + "/why";
        var answer = ask(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return RepriseClient.json(answer);
    }

    private String word(long campaign, long user) {
        return why(campaign, user).getString("case");
    }

    private JsonObject fact(long campaign, long user, String word) {
        var answer = why(campaign, user);
        assertThat(answer.getString("case")).as(answer.toString()).isEqualTo(word);
        assertThat(answer.getString("user_id")).isEqualTo(String.valueOf(user));
        return answer.getJsonObject("facts");
    }

    /** Any answer, which has to be as the document describes it. */
    private HttpResponse<byte[]> ask(String path, String... headers) {
        var answer = client.exchange("GET", path, null, BodyPublishers.noBody(), headers);
        var body = new String(answer.body(), StandardCharsets.UTF_8);
        DescribedAnswers.check("GET", path.replaceAll("\\?.*", ""), answer.statusCode(), answer.headers(), body);
        return answer;
    }

    private String refused(int status, String path, String... headers) {
        var answer = ask(path, headers);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return RepriseClient.json(answer).getString("detail");
    }

    private void completed(long campaign) {
        reprise.await(() -> client.status(campaign).getString("status").equals("completed"));
    }

    private long draft(String members) {
        return post(
                        "/campaigns",
                        "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\",\"sleep_time\":0" + members
                                + "}")
                .getJsonNumber("id")
                .longValue();
    }

    private JsonObject post(String path, String json) {
        var response = client.exchange("POST", path, "application/json", BodyPublishers.ofString(json));
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return RepriseClient.json(response);
    }
}
