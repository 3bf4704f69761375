package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reprise.testing.RepriseServer;

/** Two accounts on one server: what is the other's is as if it were not there. */
class AccountsApartIT {
    private static final String PASSWORD = "a long one for nobody else";
    private static final String UNKNOWN = "999999";
    private static final Pattern PUSH = Pattern.compile("jakarta\\.faces\\.push\\\\?/campaigns\\?([0-9a-f-]{36})");

    private static RepriseServer server;
    private static Member ours;
    private static Member theirs;

    /** An owner, signed in with a browser, and their program's token. */
    private static final class Member {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient browser =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private final String name;
        private String token;
        private JsonObject me;
        /** Of things of theirs, by the name of the parameter in a path. */
        private final Map<String, String> ids = new java.util.HashMap<>();

        Member(String name) {
            this.name = name;
        }

        String marker() {
            return name + "'s own";
        }
    }

    @BeforeAll
    static void twoAccounts() throws Exception {
        server = RepriseServer.start(
                Map.of("REPRISE_SANDBOX", "true", "REPRISE_SANDBOX_CONTACTS", "5", "REPRISE_REQUESTS_PER_MINUTE", "0"));
        ours = new Member("olga");
        theirs = new Member("tom");
        json(page(ours, "POST", "/setup", account(ours)), 200);
        makeToken(ours);
        var made = json(page(ours, "POST", "/accounts", """
                        {"name":"Toms","owner_email":"tom@example.org","owner_name":"tom"}"""), 201);
        var link = made.getString("link");
        var key = link.substring(link.indexOf('#') + 1);
        json(
                page(theirs, "POST", "/join", "{\"invitation\":\"%s\",\"password\":\"%s\"}".formatted(key, PASSWORD)),
                200);
        makeToken(theirs);
        for (var member : List.of(ours, theirs)) {
            fill(member);
        }
    }

    private static String account(Member member) {
        return "{\"email\":\"%1$s@example.org\",\"name\":\"%1$s\",\"password\":\"%2$s\"}"
                .formatted(member.name, PASSWORD);
    }

    private static void makeToken(Member member) throws Exception {
        var made = json(
                page(member, "POST", "/tokens", "{\"name\":\"%s\",\"role\":\"owner\"}".formatted(member.marker())),
                201);
        member.token = made.getString("token");
        member.me = json(page(member, "GET", "/me", null), 200);
    }

    private static void fill(Member member) throws Exception {
        var created =
                json(program(member, "POST", "/campaigns", """
                {"session":"%s","message_text":"%s"}""".formatted(member.name + "-shop", member.marker())), 201);
        long campaign = created.getJsonNumber("id").longValue();
        var row = json(program(member, "GET", "/campaigns/" + campaign, null), 200);
        member.ids.put("campaign", String.valueOf(campaign));
        member.ids.put("session name", member.name + "-shop");
        member.ids.put("session", row.get("telegram_session_id").toString());
        member.ids.put(
                "person",
                json(program(member, "GET", "/people", null), 200)
                        .getJsonArray("people")
                        .getJsonObject(0)
                        .get("id")
                        .toString());
        member.ids.put(
                "token",
                json(program(member, "GET", "/tokens", null), 200)
                        .getJsonArray("tokens")
                        .getJsonObject(0)
                        .get("id")
                        .toString());
        member.ids.put(
                "category",
                json(
                                program(
                                        member,
                                        "POST",
                                        "/categories",
                                        "{\"name\":\"%s\",\"keywords\":[\"x\"]}".formatted(member.marker())),
                                201)
                        .get("id")
                        .toString());
        member.ids.put(
                "attribute",
                json(
                                program(
                                        member,
                                        "POST",
                                        "/attributes",
                                        "{\"name\":\"%s_own\",\"type\":\"text\"}".formatted(member.name)),
                                201)
                        .get("id")
                        .toString());
        member.ids.put(
                "segment",
                json(
                                program(
                                        member,
                                        "POST",
                                        "/segments",
                                        "{\"name\":\"%s\",\"rule_text\":\"language is \\\"de\\\"\"}"
                                                .formatted(member.marker())),
                                201)
                        .get("id")
                        .toString());
        var people = request("POST", "/contacts/import?session=" + member.name + "-shop", "user_id\n77\n")
                .setHeader("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + member.token);
        json(send(HttpClient.newHttpClient(), people), 200);
        var tagged = "/contacts/" + member.name + "-shop/77/tags";
        json(program(member, "POST", tagged, "{\"tags\":[\"%s\"]}".formatted(member.marker())), 200);
        member.ids.put(
                "tag",
                json(program(member, "GET", "/tags", null), 200)
                        .getJsonArray("tags")
                        .getJsonObject(0)
                        .get("id")
                        .toString());
        member.ids.put(
                "sign-in",
                json(page(member, "GET", "/me/sign-ins", null), 200)
                        .getJsonArray("sign_ins")
                        .getJsonObject(0)
                        .get("id")
                        .toString());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /**
     * A request by an id.
     *
     * @param kind of what the id is of
     */
    private record Probe(String method, String route, String kind, String body) {
        String path(String id) {
            return route.replaceFirst("\\{(id|session)}", id).replace("{user}", "7");
        }

        @Override
        public String toString() {
            return method + " " + route.replaceFirst("\\?.*", "");
        }
    }

    static Stream<Probe> probes() {
        return Stream.of(
                campaign("GET", "/campaign_data/{id}", null),
                campaign("POST", "/update_campaign/{id}", "{\"message\":\"Taken over\"}"),
                campaign("POST", "/stop_campaign/{id}", "{}"),
                campaign("POST", "/resume_campaign/{id}", "{}"),
                campaign("GET", "/campaign_status/{id}", null),
                campaign("GET", "/campaign_logs/{id}", null),
                campaign("GET", "/campaigns/{id}", null),
                campaign("DELETE", "/campaigns/{id}", null),
                campaign("POST", "/campaigns/{id}/start", "{}"),
                campaign("POST", "/campaigns/{id}/stop", "{}"),
                campaign("POST", "/campaigns/{id}/resume", "{}"),
                campaign("GET", "/campaigns/{id}/data", null),
                campaign("POST", "/campaigns/{id}/update", "{\"message\":\"Taken over\"}"),
                campaign("GET", "/campaigns/{id}/status", null),
                campaign("GET", "/campaigns/{id}/logs", null),
                campaign("GET", "/campaigns/{id}/sent", null),
                campaign("POST", "/campaigns/{id}/sent", "{\"user_id\":7}"),
                campaign("GET", "/campaigns/{id}/retry-failed", null),
                campaign("POST", "/campaigns/{id}/retry-failed", "{\"confirmed\":1}"),
                campaign("GET", "/campaigns/{id}/uncertain", null),
                campaign("POST", "/campaigns/{id}/uncertain", "{\"confirmed\":1,\"decision\":\"sent\"}"),
                campaign("GET", "/campaigns/{id}/recipients/{user}/why", null),
                campaign("GET", "/campaigns/{id}/audience", null),
                campaign("POST", "/campaigns/{id}/preflight", null),
                campaign("POST", "/campaigns/{id}/preview", "{\"user_id\":7}"),
                campaign("GET", "/campaigns/{id}/revisions", null),
                session("GET", "/sessions/{id}", null),
                session("DELETE", "/sessions/{id}", null),
                session("POST", "/sessions/{id}/update", "{\"rate\":1}"),
                session("GET", "/sessions/{id}/qr", null),
                new Probe("GET", "/contacts/{session}/{user}", "session name", null),
                new Probe("PATCH", "/contacts/{session}/{user}", "session name", "{\"add_tags\":[\"Taken over\"]}"),
                new Probe("DELETE", "/contacts/{session}/{user}", "session name", null),
                new Probe("POST", "/contacts/{session}/{user}/tags", "session name", "{\"tags\":[\"Taken over\"]}"),
                new Probe("DELETE", "/contacts/{session}/{user}/tags?tag=Taken", "session name", null),
                new Probe("GET", "/contacts/{session}/{user}/export", "session name", null),
                new Probe("GET", "/people/{id}", "person", null),
                new Probe("POST", "/people/{id}/invite", "person", "{}"),
                new Probe("POST", "/people/{id}/update", "person", "{\"role\":\"viewer\"}"),
                new Probe("PUT", "/categories/{id}", "category", "{\"name\":\"Taken over\"}"),
                new Probe("DELETE", "/categories/{id}", "category", null),
                new Probe("GET", "/segments/{id}", "segment", null),
                new Probe("PUT", "/segments/{id}", "segment", "{\"name\":\"Taken over\",\"rule_text\":\"nobody\"}"),
                new Probe("DELETE", "/segments/{id}", "segment", null),
                new Probe("DELETE", "/attributes/{id}", "attribute", null),
                new Probe("DELETE", "/tags/{id}", "tag", null),
                new Probe("DELETE", "/tokens/{id}", "token", null));
    }

    private static Probe campaign(String method, String route, String body) {
        return new Probe(method, route, "campaign", body);
    }

    private static Probe session(String method, String route, String body) {
        return new Probe(method, route, "session", body);
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theirIdIsAnsweredAsOneThatIsNotThere(Probe probe) throws Exception {
        var id = theirs.ids.get(probe.kind);
        var foreign = ask(probe, id);
        var unknown = ask(probe, UNKNOWN);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body().replace("/" + id, "/ID").replace(" " + id, " ID"))
                .isEqualTo(unknown.body().replace(UNKNOWN, "ID"));
    }

    /** What would outlive a token is for people. */
    private static HttpResponse<String> ask(Probe probe, String id) throws Exception {
        return probe.kind.equals("person")
                ? page(ours, probe.method, probe.path(id), probe.body)
                : program(ours, probe.method, probe.path(id), probe.body);
    }

    /** A route that is new is asked for as well. */
    @Test
    void everyRouteWithAnIdIsTried() {
        var tried = probes().map(Probe::toString).collect(Collectors.toSet());
        var others = List.of(
                "GET /sandbox/{session}/inbox/{user}", // below
                "DELETE /me/sign-ins/{id}", // below
                "POST /telegram/{session}/updates"); // Telegram alone, by a secret
        assertThat(RoutesTest.resources().flatMap(AccountsApartIT::routes).filter(route -> route.contains("{")))
                .isNotEmpty()
                .allMatch(route -> tried.contains(route) || others.contains(route));
    }

    private static Stream<String> routes(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> Stream.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class)
                        .filter(method::isAnnotationPresent)
                        .map(verb -> verb.getSimpleName() + " " + route(resource, method)));
    }

    private static String route(Class<?> resource, Method method) {
        var all = Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
                .filter(Annotation.class::isInstance)
                .map(Path::value)
                .collect(Collectors.joining("/", "/", ""));
        return all.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    }

    @Test
    void theirSignInAndTheirInboxAreAsThoseThatAreNotThere() throws Exception {
        assertThat(page(ours, "DELETE", "/me/sign-ins/" + theirs.ids.get("sign-in"), null)
                        .statusCode())
                .isEqualTo(page(ours, "DELETE", "/me/sign-ins/" + UNKNOWN, null).statusCode());
        assertThat(page(theirs, "GET", "/me", null).statusCode()).isEqualTo(200);
        var foreign = program(ours, "GET", "/sandbox/tom-shop/inbox/7", null);
        var unknown = program(ours, "GET", "/sandbox/nowhere/inbox/7", null);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body().replace("tom-shop", "nowhere")).isEqualTo(unknown.body());
    }

    @Test
    void noListShowsWhatIsTheirs() throws Exception {
        for (var list : List.of(
                "/campaigns",
                "/categories",
                "/attributes",
                "/segments",
                "/tags",
                "/session/status",
                "/people",
                "/tokens",
                "/audit",
                "/restore",
                "/account",
                "/health")) {
            var answer = program(ours, "GET", list, null);
            assertThat(answer.statusCode()).as(list).isEqualTo(200);
            assertThat(answer.body()).as(list).doesNotContain("tom-shop", theirs.marker(), "tom_own", "tom@");
        }
        assertThat(program(theirs, "GET", "/accounts", null).statusCode()).isEqualTo(404);
        assertThat(program(theirs, "GET", "/metrics", null).statusCode()).isEqualTo(403);
        assertThat(program(ours, "GET", "/metrics", null).statusCode()).isEqualTo(200);
        assertThat(program(ours, "GET", "/campaigns", null).body()).contains(ours.marker());
        assertThat(program(theirs, "GET", "/campaigns", null).body())
                .contains(theirs.marker())
                .doesNotContain(ours.marker());
    }

    /** What a rule names is looked for among one's own things. */
    @Test
    void noRuleReachesWhatIsTheirs() throws Exception {
        var body = "{\"session\":\"" + ours.name + "-shop\",\"rule_text\":\"%s\"}";
        for (var rule : List.of(
                "got campaign " + theirs.ids.get("campaign"),
                "tag '" + theirs.marker() + "'",
                "segment '" + theirs.marker() + "'",
                "category '" + theirs.marker() + "'",
                "attribute tom_own is known")) {
            var answer = program(ours, "POST", "/audience/preview", body.formatted(rule.replace("'", "\\\"")));
            assertThat(answer.statusCode()).as(rule).isEqualTo(422);
        }
        var session = program(ours, "POST", "/audience/preview", "{\"session\":\"tom-shop\"}");
        assertThat(session.statusCode()).isEqualTo(422);
    }

    @Test
    void anotherAccountThanOnesOwnIsNotThere() throws Exception {
        long other = theirs.me.getJsonObject("account").getJsonNumber("id").longValue();
        for (var account : new long[] {other, 4711}) {
            var asked = Map.of(
                    "GET /campaigns?account_id=" + account,
                    "",
                    "GET /session/status?account_id=" + account,
                    "",
                    "POST /campaigns",
                    "{\"account_id\":%d,\"session\":\"tom-shop\",\"message_text\":\"Hi\"}",
                    "POST /execute_campaign",
                    "{\"campaign_id\":88,\"account_id\":%d,\"session\":\"tom-shop\",\"message\":\"Hi\"}",
                    "POST /campaigns/" + ours.ids.get("campaign") + "/update",
                    "{\"account_id\":%d}",
                    "POST /sessions",
                    "{\"account_id\":%d,\"name\":\"tom-shop\",\"kind\":\"sandbox\"}",
                    "POST /session/connect",
                    "{\"account_id\":%d,\"phone\":\"+491700000001\"}");
            for (var each : asked.entrySet()) {
                var parts = each.getKey().split(" ");
                var body = each.getValue().isEmpty() ? null : each.getValue().formatted(account);
                var answer = program(ours, parts[0], parts[1], body);
                assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(404);
                assertThat(answer.body()).as(each.getKey()).contains("There is no such account, or it is not yours.");
            }
        }
    }

    @Test
    void theirSessionIsNoneToSendWith() throws Exception {
        var body = "{\"telegram_session_id\":%s,\"message_text\":\"Hi\"}";
        var session = theirs.ids.get("session");
        var foreign = program(ours, "POST", "/campaigns", body.formatted(session));
        var unknown = program(ours, "POST", "/campaigns", body.formatted(UNKNOWN));
        assertThat(foreign.statusCode()).isEqualTo(422);
        assertThat(foreign.body().replace("id " + session, "id " + UNKNOWN)).isEqualTo(unknown.body());
    }

    @Test
    void theirNumberIsTakenAndNothingMoreIsTold() throws Exception {
        var body = "{\"campaign_id\":%s,\"session\":\"olga-shop\",\"message\":\"Hi\",\"replace\":true}";
        var answer = program(ours, "POST", "/execute_campaign", body.formatted(theirs.ids.get("campaign")));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("is taken; choose another").doesNotContain(theirs.marker());
    }

    @Test
    void oneNameMeansASessionInEachAccount() throws Exception {
        for (var member : List.of(ours, theirs)) {
            var csv = HttpRequest.newBuilder(at("/contacts/import?session=both"))
                    .header("Authorization", "Bearer " + member.token)
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString("user_id,username\n4242,friend-of-" + member.name + "\n"));
            assertThat(send(HttpClient.newHttpClient(), csv).body()).contains("\"imported\":1");
        }
        assertThat(page(ours, "GET", "/contacts?session=both", null).body())
                .contains("friend-of-olga")
                .doesNotContain("friend-of-tom");
        assertThat(page(theirs, "GET", "/contacts?session=both", null).body())
                .contains("friend-of-tom")
                .doesNotContain("friend-of-olga");
    }

    @Test
    void pagesShowNothingOfTheirs() throws Exception {
        for (var address : List.of(
                "/",
                "/index?session=" + theirs.ids.get("session"),
                "/index?q=tom",
                "/connections",
                "/contacts",
                "/inbox?session=" + theirs.ids.get("session name"),
                "/editor",
                "/editor?id=" + theirs.ids.get("campaign"),
                "/campaign?id=" + theirs.ids.get("campaign"),
                "/campaign?id=" + theirs.ids.get("campaign") + "&tab=recipients")) {
            assertThat(page(ours, "GET", address, null).body()).as(address).doesNotContain(theirs.marker());
        }
        assertThat(page(ours, "GET", "/campaign?id=" + theirs.ids.get("campaign"), null)
                        .statusCode())
                .isEqualTo(page(ours, "GET", "/campaign?id=" + UNKNOWN, null).statusCode())
                .isEqualTo(404);
        assertThat(page(theirs, "GET", "/campaign?id=" + theirs.ids.get("campaign"), null)
                        .body())
                .contains(theirs.marker());
    }

    /** What a page hears, until its socket ends. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            messages.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.countDown();
        }
    }

    @Test
    void aPageHearsOfItsAccountAloneAndNoLongerThanItsSignInLives() throws Exception {
        var visitor = new Member("olga");
        assertThat(page(
                                visitor,
                                "POST",
                                "/sign-in",
                                "{\"email\":\"olga@example.org\",\"password\":\"" + PASSWORD + "\"}")
                        .statusCode())
                .isEqualTo(200);
        var found = PUSH.matcher(page(visitor, "GET", "/", null).body());
        assertThat(found.find()).as("the page has a socket").isTrue();
        var heard = new Heard();
        visitor.browser
                .newWebSocketBuilder()
                .header("Cookie", cookies(visitor))
                .header("Origin", server.baseUri().toString())
                .buildAsync(
                        URI.create(
                                "ws://127.0.0.1:" + server.port() + "/jakarta.faces.push/campaigns?" + found.group(1)),
                        heard)
                .get(20, TimeUnit.SECONDS);
        rename(theirs, "One");
        rename(ours, "Two");
        var first = heard.messages.poll(20, TimeUnit.SECONDS);
        assertThat(first)
                .as("what is told first")
                .contains(ours.ids.get("campaign"))
                .doesNotContain("[" + theirs.ids.get("campaign"));
        assertThat(page(visitor, "POST", "/sign-out", "{}").statusCode()).isLessThan(300);
        rename(ours, "Three");
        assertThat(heard.closed.await(20, TimeUnit.SECONDS))
                .as("the socket ends")
                .isTrue();
        assertThat(heard.messages).noneMatch(message -> message.contains(theirs.ids.get("campaign")));
    }

    private static void rename(Member member, String name) throws Exception {
        json(
                program(
                        member,
                        "POST",
                        "/campaigns/" + member.ids.get("campaign") + "/update",
                        "{\"name\":\"" + name + "\"}"),
                200);
    }

    private static String cookies(Member member) {
        return member.cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static URI at(String path) {
        return server.baseUri().resolve(path);
    }

    private static HttpResponse<String> program(Member member, String method, String path, String body)
            throws IOException, InterruptedException {
        return send(
                HttpClient.newHttpClient(),
                request(method, path, body).header("Authorization", "Bearer " + member.token));
    }

    private static HttpResponse<String> page(Member member, String method, String path, String body)
            throws IOException, InterruptedException {
        return send(member.browser, request(method, path, body));
    }

    private static HttpRequest.Builder request(String method, String path, String body) {
        var request = HttpRequest.newBuilder(at(path));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.uri() + ": " + answer.body()).isEqualTo(status);
        if (answer.body().isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
