package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.system.RawHttp.Answer;
import org.reprise.testing.DescribedAnswers;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestPeople;

/** Who gets where, on a server that others can reach: first nobody, then each role by each way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT {
    private static final String JSON = "Content-Type: application/json";
    private static final String BROWSER = "Accept: text/html,application/xhtml+xml";
    private static final int SET_UP = 10;
    private static final int LATER = 20;
    private static final int LAST = 30;

    /** What anybody may send, by method and path as the document has it. */
    private static final Set<String> OPEN = Set.of(
            "GET /health/live",
            "GET /health/ready",
            "POST /sign-in",
            "POST /setup",
            "POST /join",
            "POST /telegram/{session}/updates");

    /** What takes more to read than a viewer's role. */
    private static final Set<String> READ_BY_OWNERS =
            Set.of("/sessions/{id}/qr", "/people", "/people/{id}", "/tokens", "/audit", "/accounts");

    /** All of a person at once is for those who work with contacts. */
    private static final String EXPORT = "/contacts/{session}/{user}/export";

    /** What viewers send that is no reading. */
    private static final Set<String> OF_VIEWERS = Set.of(
            "POST /sign-out",
            "POST /me/password",
            "DELETE /me/sign-ins/{id}",
            "POST /classify",
            "POST /audience/preview",
            "POST /campaigns/{id}/preflight",
            "POST /campaigns/{id}/preview");

    /** What takes an owner to change; everything else takes an operator. */
    private static final Set<String> CHANGED_BY_OWNERS = Set.of(
            "/session/connect",
            "/session/verify",
            "/sessions",
            "/sessions/{id}",
            "/sessions/{id}/update",
            "/restore/accept",
            "/people",
            "/people/{id}/invite",
            "/people/{id}/update",
            "/tokens",
            "/tokens/{id}",
            "/account/update",
            "/accounts");

    private static final List<String> ROLES = List.of("viewer", "operator", "owner");

    private static RepriseServer reprise;
    private static RawHttp stranger;
    private static TestPeople people;
    private static Map<String, RawHttp> by;

    @BeforeAll
    static void start() {
        reprise = RepriseServer.start(Map.of(
                "REPRISE_REQUESTS_PER_MINUTE",
                "0",
                "REPRISE_ADDRESS_REQUESTS_PER_MINUTE",
                "0",
                "REPRISE_SIGN_IN_REQUIRED",
                "true",
                "REPRISE_SANDBOX",
                "true",
                "REPRISE_SANDBOX_CONTACTS",
                "20"));
        stranger = new RawHttp(reprise.port());
    }

    @AfterAll
    static void stop() {
        reprise.close();
    }

    private record Route(String method, String path) {
        String address() {
            return path.replaceAll("\\{[^}]+}", "424242");
        }

        /** Null: anybody. */
        String needs() {
            if (OPEN.contains(this.toString())) {
                return null;
            } else if (method.equals("GET")) {
                return READ_BY_OWNERS.contains(path) ? "owner" : path.equals(EXPORT) ? "operator" : "viewer";
            } else if (OF_VIEWERS.contains(toString())) {
                return "viewer";
            }
            return CHANGED_BY_OWNERS.contains(path) ? "owner" : "operator";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Route> routes() {
        return DescribedAnswers.document().getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().keySet().stream()
                        .map(method -> new Route(method.name(), path.getKey())));
    }

    private static Answer send(RawHttp who, Route route, String address) {
        return route.method.equals("GET")
                ? who.get(address)
                : who.send(route.method, address, route.method.equals("DELETE") ? "" : "{\"no\":1}", JSON);
    }

    // nobody can sign in yet

    @Order(1)
    @ParameterizedTest
    @MethodSource("routes")
    void untilThereIsAnOwnerNothingIsServedButTheSetup(Route route) {
        int status = send(stranger, route, route.address()).status();
        if (route.needs() == null) {
            assertThat(status).isNotIn(401, 404);
        } else {
            assertThat(status).isEqualTo(401);
        }
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {"/", "/index", "/campaign?id=1", "/contacts.xhtml", "/editor", "/connections", "/settings"})
    void pagesLeadToTheSetUp(String page) {
        var answer = stranger.get(page, BROWSER);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/begin");
    }

    @Order(2)
    @Test
    void theTokenStandsInTheLogAndInAFileOfItsOwner() throws IOException {
        var file = reprise.dataDirectory().resolve("setup-token");
        var token = Files.readString(file).strip();
        assertThat(reprise.log()).containsOnlyOnce(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var wrong = stranger.send(
                "POST",
                "/setup",
                Json.createObjectBuilder()
                        .add("token", token + "x")
                        .add("email", "a@example.org")
                        .add("name", "A")
                        .add("password", TestPeople.PASSWORD)
                        .build()
                        .toString(),
                JSON);
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Order(SET_UP)
    @Test
    void theTokenMakesTheOwner() {
        people = TestPeople.setUp(reprise);
        by = Map.of(
                "viewer", stranger.with(people.token("viewer")),
                "operator", stranger.with(people.token("operator")),
                "owner", stranger.with(people.token("owner")));
        assertThat(reprise.dataDirectory().resolve("setup-token")).doesNotExist();
        assertThat(stranger.get("/", BROWSER).header("Location")).isEqualTo("/signin");
        assertThat(stranger.get("/campaign?id=7", BROWSER).header("Location"))
                .isEqualTo("/signin?to=%2Fcampaign%3Fid%3D7");
    }

    // each role, by each way

    @Order(LATER)
    @ParameterizedTest
    @MethodSource("routes")
    void aRoleDoesWhatItIsFor(Route route) {
        var needed = route.needs();
        assertThat(send(stranger, route, route.address()).status() == 401 || needed == null)
                .as("stranger")
                .isTrue();
        for (var role : ROLES) {
            if (route.toString().equals("POST /restore/accept") && role.equals("owner")) {
                continue;
            }
            int status = send(by.get(role), route, route.address()).status();
            if (needed != null && ROLES.indexOf(role) < ROLES.indexOf(needed)) {
                assertThat(status).as(role).isEqualTo(403);
            } else if (needed != null) {
                assertThat(status).as(role).isNotIn(401, 403);
            }
        }
    }

    @Order(LATER)
    @ParameterizedTest
    @MethodSource("routes")
    void noOtherWayLeadsAroundARole(Route route) {
        var needed = route.needs();
        if (needed == null) {
            return;
        }
        var below = ROLES.indexOf(needed) == 0 ? stranger : by.get(ROLES.get(ROLES.indexOf(needed) - 1));
        int refused = below == stranger ? 401 : 403;
        var path = route.address();
        var first = path.charAt(1);
        for (var alias : List.of(
                "/" + path,
                path + "/",
                path + "//",
                "/api" + path,
                "/api/" + path,
                "//api//" + path,
                "/." + path,
                "/x/.." + path,
                path + ";a=b",
                path + "/;a",
                "/;x" + path,
                "/api;x" + path,
                "/%" + Integer.toHexString(first) + path.substring(2),
                path + "?a=b",
                "/API" + path)) {
            var answer = send(below, route, alias);
            // what the server takes for the first page is that page, and no route
            boolean isPage = below != stranger && answer.body().contains("<html");
            assertThat(isPage ? refused : answer.status()).as(alias).isIn(refused, 400, 404, 405, 415);
            assertThat(answer.body()).as(alias).doesNotContain("\"campaigns\"", "\"people\"", "\"id\"");
        }
        if (route.method.equals("GET") && below == stranger) {
            assertThat(stranger.send("HEAD", path, "").status()).isEqualTo(401);
        }
    }

    @Order(LATER)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/index.xhtml",
                "/campaign",
                "/campaign.xhtml",
                "//campaign.xhtml",
                "/campaign.xhtml;a=b",
                "/contacts",
                "/connections",
                "/inbox?session=demo",
                "/settings",
                "/editor",
                "/restored",
                "/%65ditor",
                "/./editor.xhtml",
                "/nothing"
            })
    void pagesAreForThoseWhoAreSignedIn(String page) {
        for (var method : List.of("GET", "POST")) {
            var answer = stranger.send(method, page, "");
            assertThat(answer.status()).as(method).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("<form", "ViewState");
        }
    }

    @Order(LATER)
    @Test
    void viewersHaveNoEditorAndOperatorsNoRestore() {
        assertThat(by.get("viewer").get("/editor").status()).isEqualTo(403);
        assertThat(by.get("viewer").get("/editor.xhtml").status()).isEqualTo(403);
        assertThat(by.get("operator").get("/editor").status()).isEqualTo(200);
        assertThat(by.get("operator").get("/restored").status()).isEqualTo(403);
        assertThat(by.get("viewer").get("/").status()).isEqualTo(200);
        assertThat(by.get("viewer").get("/connections").status()).isEqualTo(200);
    }

    @Order(LATER)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer x",
                "Bearer rpr_1_",
                "Bearer rpr_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer rpr_999999999999999999_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Basic b3duZXI6b3duZXI=",
                "Digest x",
                ""
            })
    void whatIsNoTokenOpensNothing(String authorization) {
        var answer = stranger.get("/campaigns", "Authorization: " + authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        // also not beside a cookie that does
        assertThat(stranger.get("/campaigns", "Authorization: " + authorization, "Cookie: " + people.ownersCookie())
                        .status())
                .isIn(401, authorization.isEmpty() ? 200 : 401);
    }

    @Order(LATER)
    @Test
    void aSocketIsForThoseWhoAreSignedIn() throws IOException {
        for (var who : List.of(stranger, by.get("viewer"))) {
            try (var socket = who.open()) {
                socket.getOutputStream()
                        .write(who.signed("GET /jakarta.faces.push/campaigns?x HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                int status = RawHttp.readHead(socket).status();
                assertThat(status == 401).isEqualTo(who == stranger);
            }
        }
    }

    // what opened opens no more

    @Order(LATER)
    @Test
    void aCookieIsGoodUntilItsPersonSignsOut() {
        var cookie = "Cookie: " + people.ownersCookie();
        var other = "Cookie: " + people.ownersCookie();
        assertThat(stranger.get("/me", cookie).status()).isEqualTo(200);
        var signedOut = stranger.send("POST", "/sign-out", "{}", JSON, cookie);
        assertThat(signedOut.status()).isEqualTo(204);
        assertThat(signedOut.all("Set-Cookie")).anyMatch(each -> each.contains("Max-Age=0"));
        assertThat(stranger.get("/me", cookie).status()).isEqualTo(401);
        assertThat(stranger.get("/me", other).status()).isEqualTo(200);
    }

    @Order(LATER)
    @Test
    void aTokenIsGoodUntilItIsRevoked() {
        var token = people.token("operator");
        assertThat(stranger.with(token).get("/campaigns").status()).isEqualTo(200);
        var id = token.split("_")[1];
        assertThat(by.get("owner").send("DELETE", "/tokens/" + id, "").status()).isEqualTo(204);
        assertThat(stranger.with(token).get("/campaigns").status()).isEqualTo(401);
    }

    @Order(LATER)
    @Test
    void aRoleThatIsTakenAwayHoldsNoMore() {
        var cookie = people.join("ann@example.org", "operator");
        var id = TestPeople.json(people.send("GET", "/me", null, "Cookie", cookie))
                .getInt("id");
        assertThat(stranger.send("POST", "/stop_campaign/424242", "{}", JSON, "Cookie: " + cookie)
                        .status())
                .isEqualTo(404);
        change(id, "{\"role\":\"viewer\"}");
        assertThat(stranger.get("/me", "Cookie: " + cookie).status()).isEqualTo(401);
        var again = people.signIn("ann@example.org");
        assertThat(stranger.send("POST", "/stop_campaign/424242", "{}", JSON, "Cookie: " + again)
                        .status())
                .isEqualTo(403);
        change(id, "{\"disabled\":true}");
        assertThat(stranger.get("/me", "Cookie: " + again).status()).isEqualTo(401);
    }

    private static void change(int person, String to) {
        var path = "/people/" + person + "/update";
        assertThat(stranger.send("POST", path, to, JSON, "Cookie: " + people.ownersCookie())
                        .status())
                .isEqualTo(200);
        // what a token makes would be there after it is revoked
        assertThat(by.get("owner").send("POST", path, to, JSON).status()).isEqualTo(403);
    }

    @Order(LATER)
    @Test
    void whatIsDoneIsRecorded() {
        var entries = by.get("owner").get("/audit?limit=200").body();
        assertThat(entries).contains("owner_set_up", "signed_in", "token_made", "token_used", "owner@example.org");
        assertThat(entries).doesNotContain(TestPeople.PASSWORD, "rpr_");
        assertThat(reprise.log()).doesNotContain(TestPeople.PASSWORD, "rpr_");
    }

    /** Those who guess cost next to nothing, and whoever knows their password gets in. */
    @Order(LAST)
    @Test
    void guessersKeepNobodyOut() {
        var known = people.ownersCookie();
        Supplier<Integer> guess = () -> stranger.send(
                        "POST", "/sign-in", "{\"email\":\"owner@example.org\",\"password\":\"guessed\"}", JSON)
                .status();
        var statuses =
                IntStream.range(0, 1000).parallel().mapToObj(i -> guess.get()).toList();
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSizeLessThan(40);
        assertThat(stranger.get("/me", "Cookie: " + known).status()).isEqualTo(200);
        var refused =
                stranger.send("POST", "/sign-in", "{\"email\":\"owner@example.org\",\"password\":\"guessed\"}", JSON);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }
}
