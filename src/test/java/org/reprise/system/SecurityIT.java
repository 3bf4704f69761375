package org.reprise.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.system.RawHttp.Answer;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestPeople;
import org.reprise.testing.fakebot.FakeTelegram;

/** What strangers and pages of theirs try, on one server: none of it reads, changes or stops anything. */
class SecurityIT {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String PARTS = "Content-Type: multipart/form-data; boundary=x";
    private static final String JSON = "Content-Type: application/json";
    private static final String PUBLIC = "Host: reprise.test";
    private static final Pattern SOCKET = Pattern.compile("/jakarta\\.faces\\.push/campaigns\\?[\\w-]+");

    private static FakeTelegram telegram;
    private static RepriseServer reprise;
    private static TestPeople people;
    private static RawHttp stranger;
    private static RawHttp http;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
        reprise = RepriseServer.start(Map.of(
                "REPRISE_REQUESTS_PER_MINUTE",
                "0",
                "REPRISE_ADDRESS_REQUESTS_PER_MINUTE",
                "0",
                "REPRISE_BOT_API_URL",
                telegram.url(),
                "REPRISE_PUBLIC_URL",
                "https://reprise.test",
                "REPRISE_WEBHOOK_URL",
                "https://hooks.test:8443",
                "REPRISE_SANDBOX_CONTACTS",
                "20"));
        stranger = new RawHttp(reprise.port());
        // pages and programs of somebody who may do everything: what is refused to them is refused to anybody
        people = TestPeople.setUp(reprise);
        http = stranger.with(people.token("owner"));
    }

    @AfterAll
    static void stop() {
        reprise.close();
        telegram.close();
    }

    // by which names

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.xhtml",
                "/contacts",
                "/campaigns",
                "/campaign_data/1",
                "/openapi",
                "/metrics",
                "/health",
                "/jakarta.faces.resource/reprise.css.xhtml?ln=reprise",
                "/nothing",
                "/telegram/1/updates",
                "//campaigns",
                "/api/campaigns",
                "/campaigns;a=b"
            })
    void nothingIsReadByAnotherName(String path) {
        for (var host : List.of("evil.test", "localhost.evil.test", "user@localhost", "localhost.", "127.1")) {
            var answer = http.get(path, "Host: " + host);
            assertThat(answer.status()).as(host).isIn(400, 421);
            assertThat(answer.body()).doesNotContain("\"campaigns\":", "reprise_ready", "openapi:", "<form");
        }
    }

    @Test
    void nothingIsChangedByAnotherName() {
        var body = "{\"campaign_id\":666,\"session\":\"shop\",\"message\":\"Hi\"}";
        assertThat(http.send("POST", "/execute_campaign", body, "Host: evil.test", JSON)
                        .status())
                .isEqualTo(421);
        assertThat(http.get("/campaign_data/666").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/campaigns", "/health/live", "/"})
    void aRequestNamesOneHost(String path) {
        var two = http.get(path, "Host: localhost", "Host: evil.test");
        assertThat(two.status()).isIn(400, 421);
        assertThat(http.get(path, "Host: localhost", "Host: localhost").status())
                .isIn(400, 421);
        assertThat(http.exchange("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n")
                        .status())
                .isIn(path.equals("/health/live") ? new Integer[] {200, 400} : new Integer[] {400, 421});
    }

    @Test
    void theFirstLineOfARequestNamesNoOtherHost() {
        var absolute = http.get("http://evil.test/campaigns", "Host: localhost");
        assertThat(absolute.status()).isIn(400, 421);
        // by RFC 9112 that is the host then, and what Host says is passed over
        assertThat(http.get("http://localhost/campaigns", "Host: evil.test").status())
                .isIn(200, 400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:1234", "[::1]:8080", "reprise.test", "REPRISE.test:443"})
    void itAnswersToItsOwnNames(String host) {
        assertThat(http.get("/campaigns", "Host: " + host).status()).isEqualTo(200);
    }

    @Test
    void telegramsNameLeadsToUpdatesAlone() {
        var updates = http.send("POST", "/telegram/1/updates", "{\"update_id\":1}", "Host: hooks.test:8443", JSON);
        assertThat(updates.status()).isEqualTo(403);
        for (var path :
                List.of("/", "/campaigns", "/metrics", "/telegram/1", "/telegram/1/updates/../../../campaigns")) {
            assertThat(http.get(path, "Host: hooks.test").status()).as(path).isIn(400, 421);
        }
    }

    // the state of the server

    @Test
    void probesOfAnyNameLearnWhetherItIsUpAndNoMore() {
        for (var path : List.of("/health/live", "/health/ready")) {
            for (var header : List.of("Host: 10.1.2.3:8080", "Host: evil.test", "X-Forwarded-For: 127.0.0.1")) {
                var answer = stranger.get(path, header);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(json(answer)).isEqualTo(json("{\"status\":\"UP\",\"checks\":[]}"));
            }
            assertThat(http.get(path).body()).contains("\"name\":\"reprise\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "//metrics",
                "/metrics/",
                "/metrics;a",
                "/%6detrics",
                "/api/metrics",
                "/./metrics",
                "/openapi",
                "/openapi/",
                "//openapi",
                "/openapi;a=b",
                "/%6fpenapi",
                "/api/openapi",
                "/openapi?format=JSON"
            })
    void theStateIsNotForStrangers(String path) {
        for (var header : List.of("X-Forwarded-For: 203.0.113.5", "Forwarded: for=127.0.0.1", "Via: 1.1 proxy")) {
            var answer = stranger.get(path, header);
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("reprise_ready", "openapi:", "\"openapi\"");
        }
    }

    @Test
    void whoIsSignedInReadsItsState() {
        assertThat(http.get("/metrics").body()).contains("reprise_ready 1");
        assertThat(http.get("/openapi").body()).contains("openapi: ", "title: Reprise");
        assertThat(http.get("/health").body()).contains("disk_free_megabytes");
    }

    // what browsers are told

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /editor",
        "GET, /campaigns",
        "GET, /campaign_data/424242",
        "GET, /nothing",
        "GET, /nothing.xhtml",
        "GET, /WEB-INF/web.xml",
        "GET, /openapi",
        "GET, /metrics",
        "GET, /health",
        "GET, /campaigns?cursor=x",
        "GET, /campaign?id=424242",
        "PUT, /",
        "DELETE, /campaigns",
        "POST, /execute_campaign",
        "POST, /editor",
        "OPTIONS, /campaigns",
        "GET, /jakarta.faces.resource/reprise.css.xhtml?ln=reprise"
    })
    void everyAnswerHasItsHeaders(String method, String path) {
        var answer = http.send(method, path, "");
        assertThat(answer.all("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'", "base-uri 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
        boolean isResource = path.contains("faces.resource");
        assertThat(answer.header("Cache-Control").equals("no-store")).isEqualTo(!isResource);
        assertThat(answer.headers()).noneMatch(line -> line.toLowerCase().startsWith("x-powered-by:"));
    }

    @Test
    void scriptsOfAPageNeedItsNonce() {
        var policy = http.get("/").header("Content-Security-Policy");
        assertThat(policy).containsPattern("script-src 'self' 'nonce-[^']+'").doesNotContain("unsafe-eval");
    }

    @Test
    void cookiesAreForReprisesOwnPagesAlone() {
        assertThat(http.get("/", PUBLIC).header("Set-Cookie"))
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("Secure")
                .containsIgnoringCase("SameSite=Lax");
    }

    @Test
    void aPlaceIsToldByItsPath() {
        var answer = http.send(
                "POST",
                "/campaigns",
                "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\"}",
                PUBLIC,
                JSON,
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Host: evil.test",
                "X-Forwarded-Port: 666");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).matches("/campaigns/\\d+");
    }

    @Test
    void aPageNamesNoHostOfARequest() {
        var page =
                http.get("/", "Host: REPRISE.test:444", "X-Forwarded-Host: evil.test", "X-Forwarded-Proto: javascript");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContainIgnoringCase("reprise.test")
                .doesNotContain("evil.test", "javascript://", "ws://", "wss://")
                .containsPattern(SOCKET);
    }

    @Test
    void namesHoldNothingThatCannotBeSeen() {
        for (var hidden : List.of("\\u202e", "\\u2028", "\\u2029", "\\u200b", "\\u2066", "\\n")) {
            var campaign = http.send(
                    "POST",
                    "/campaigns",
                    "{\"account_id\":1,\"session\":\"shop\",\"message_text\":\"Hi\",\"name\":\"a" + hidden + "b\"}",
                    JSON);
            assertThat(campaign.status()).as(hidden).isEqualTo(422);
            var session = http.send(
                    "POST",
                    "/execute_campaign",
                    "{\"campaign_id\":667,\"session\":\"a" + hidden + "b\",\"message\":\"Hi\"}",
                    JSON);
            assertThat(session.status()).as(hidden).isEqualTo(422);
        }
    }

    @Test
    void nobodySpeaksAnotherProtocol() throws IOException {
        var upgrade = http.exchange(
                "GET /campaigns HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
        assertThat(upgrade.status()).isNotEqualTo(101);
        try (var socket = http.open()) {
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(ISO_8859_1));
            socket.setSoTimeout(2_000);
            var answer = RawHttp.read(socket);
            assertThat(answer.status() == 0 ? answer.body() : "").doesNotContain("\0\0");
        }
    }

    /** Java's own client asks for HTTP/2 with its first request, whatever that is. */
    @ParameterizedTest
    @ValueSource(strings = {"h2c", "HTTP/2.0", "TLS/1.0", "h2c, HTTP/3"})
    void whoAsksForAnotherProtocolIsAnsweredInThisOne(String protocol) {
        // servers look at the first of two
        String[] wish = {"Connection: close", "Connection: Upgrade", "Upgrade: " + protocol};
        var read = http.exchange(RawHttp.head("GET /campaigns", List.of("Host: localhost", wish[0], wish[1], wish[2])));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Content-Type")).startsWith("application/json");
        var changed = http.exchange(RawHttp.head(
                        "POST /stop_campaign/424242",
                        List.of("Host: localhost", JSON, "Content-Length: 2", wish[0], wish[1], wish[2]))
                + "{}");
        assertThat(changed.status()).isEqualTo(404);
        assertThat(changed.body()).contains("\"code\":\"not_found\"");
    }

    // forms of other sites

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""})
    void aFormIsNoJson(String type) {
        var headers = type.isEmpty() ? new String[0] : new String[] {"Content-Type: " + type};
        for (var path :
                List.of("/execute_campaign", "/stop_campaign/1", "/campaigns/1/start", "/contacts/import?session=a")) {
            var answer = http.send("POST", path, "{\"campaign_id\":668,\"session\":\"a\",\"message\":\"x\"}", headers);
            assertThat(answer.status()).as(path).isEqualTo(415);
        }
        assertThat(http.get("/campaign_data/668").status()).isEqualTo(404);
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        for (var header : List.of(
                "Origin: https://evil.test",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            assertThat(http.send("POST", "/stop_campaign/424242", "", header).status())
                    .as(header)
                    .isEqualTo(403);
        }
        assertThat(http.send("POST", "/stop_campaign/424242", "", "Origin: https://reprise.test", PUBLIC)
                        .status())
                .isEqualTo(404);
    }

    // pages

    @ParameterizedTest
    @CsvSource({"PUT, /", "DELETE, /editor", "PATCH, /contacts.xhtml", "FOO, /index.xhtml", "OPTIONS, /connections"})
    void pagesTakeNoOtherMethods(String method, String path) {
        var answer = http.send(method, path, "");
        assertThat(answer.status()).isIn(405, 501);
        assertThat(answer.body()).doesNotContain("<form");
    }

    @Test
    void resourcesOfPagesAreReadAlone() {
        var answer = http.send("POST", "/jakarta.faces.resource/reprise.css.xhtml?ln=reprise", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q=x",
                "jakarta.faces.ViewState=",
                "jakarta.faces.ViewState=stateless",
                "jakarta.faces.ViewState=stateless&q=x",
                "list=list&jakarta.faces.ViewState=abc",
                "javax.faces.ViewState=1:1"
            })
    void aFormThatNoPageShowedIsRefused(String form) {
        for (var path : List.of("/", "/contacts", "/index.xhtml", "/connections", "/campaign?id=1", "/error")) {
            var answer = http.send("POST", path, form, FORM);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.all("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aFormOfAForgottenPageIsALineAtTheMost() {
        int logged = log().length();
        for (var path : List.of("/", "/contacts", "/editor", "/campaign?id=1")) {
            var answer = http.send("POST", path, "list=list&jakarta.faces.ViewState=12:-34", FORM);
            assertThat(answer.status()).isGreaterThanOrEqualTo(200);
            assertThat(answer.body()).doesNotContain("Exception", "org.reprise.");
        }
        assertThat(log().substring(logged)).doesNotContain("\tat ");
    }

    @Test
    void formsAreBounded() {
        var long2 = "jakarta.faces.ViewState=1:1&q=" + "x".repeat(1_100_000);
        assertThat(http.send("POST", "/contacts", long2, FORM).status()).isEqualTo(413);
        var chunked = http.exchange(
                RawHttp.head("POST /contacts", List.of("Host: localhost", FORM, "Transfer-Encoding: chunked"))
                        + "5\r\nq=abc\r\n0\r\n\r\n");
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(http.send("POST", "/contacts", "{}", JSON).status()).isEqualTo(415);
    }

    @Test
    void searchesAreBounded() {
        assertThat(http.get("/?q=" + "x".repeat(5_000)).status()).isEqualTo(400);
        long begun = System.nanoTime();
        assertThat(http.get("/?q=" + "a%20".repeat(1_000)).status()).isEqualTo(200);
        assertThat(http.get("/contacts?session=shop&q=" + "a%20".repeat(1_000)).status())
                .isEqualTo(200);
        assertThat((System.nanoTime() - begun) / 1_000_000_000).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/resources/reprise/status.xhtml",
                "/resources/reprise/status",
                "/resources/reprise/reprise.css",
                "/resources/",
                "//resources/reprise/status.xhtml",
                "/./resources/reprise/status.xhtml",
                "/%72esources/reprise/status.xhtml",
                "/WEB-INF/parts/live.xhtml",
                "/WEB-INF/templates/page",
                "/nothing.xhtml",
                "/a/b/c.xhtml",
                "/editor.xhtml/x.xhtml",
                "/jakarta.faces.resource/status.xhtml?ln=reprise",
                "/jakarta.faces.resource/nothing.css.xhtml?ln=reprise",
                "/jakarta.faces.resource/x"
            })
    void whatPagesAreMadeOfIsNotThere(String path) {
        int logged = log().length();
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("Exception", "xmlns:");
        assertThat(log().substring(logged)).doesNotContain("\tat ", "Exception");
    }

    // bodies

    @Test
    void slowBodiesStopNobodyElse() throws IOException {
        int logged = log().length();
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 30; i++) {
                sockets.add(slow("/execute_campaign", "application/json", "Content-Length: 1000"));
                sockets.add(slow("/update_campaign/1", "application/json", "Transfer-Encoding: chunked"));
                sockets.add(slow("/contacts/import?session=slow", "text/csv", "Content-Length: 1000"));
                sockets.add(slow("/files", "application/octet-stream", "Transfer-Encoding: chunked"));
                sockets.add(slow("/contacts", "application/x-www-form-urlencoded", "Content-Length: 1000"));
                sockets.add(slow("/contacts", "multipart/form-data; boundary=x", "Content-Length: 1000"));
                sockets.add(slow("/execute_campaign", "text/plain", "Content-Length: 1000"));
                sockets.add(slow("/telegram/1/updates", "application/json", "Content-Length: 1000"));
                sockets.add(slow("/nothing", "application/json", "Content-Length: 1000"));
                sockets.add(slow("/campaigns", "image/png", "Content-Length: 1000"));
            }
            long begun = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(http.get("/health/live").status()).isEqualTo(200);
                assertThat(http.get("/campaigns").status()).isEqualTo(200);
                assertThat(http.get("/").status()).isEqualTo(200);
                assertThat(http.send("POST", "/stop_campaign/424242", "{}", JSON)
                                .status())
                        .isEqualTo(404);
            }
            assertThat((System.nanoTime() - begun) / 1_000_000_000).isLessThan(10);
            // those that hold a thread, all the same: until their deadlines
            for (var socket : sockets) {
                assertThat(RawHttp.readHead(socket).status()).isIn(0, 400, 403, 404, 408, 413, 415, 503);
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        var said = log().substring(logged);
        assertThat(said).doesNotContain("\tat ");
        assertThat(said.lines().count()).isLessThan(50);
    }

    @Test
    void aFormThatIsHereWaitsForNoSlowOne() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 40; i++) {
                sockets.add(slow("/contacts", "application/x-www-form-urlencoded", "Content-Length: 1000"));
                sockets.add(slow("/contacts", "multipart/form-data; boundary=x", "Content-Length: 1000"));
            }
            // refused for what it says, which was read
            assertThat(http.send("POST", "/contacts", "a=b", FORM).body()).contains("forms that it was shown with");
            assertThat(http.send("POST", "/contacts", part("a", "b") + "--x--\r\n", PARTS)
                            .body())
                    .contains("forms that it was shown with");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void strangersWhoSendByDropsAreInNobodysWay() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 30; i++) {
                sockets.add(slow(stranger, "/sign-in", "application/json", "Content-Length: 1000"));
                sockets.add(slow(stranger, "/signin", "application/x-www-form-urlencoded", "Content-Length: 1000"));
                sockets.add(slow(stranger, "/telegram/1/updates", "application/json", "Content-Length: 1000"));
            }
            try (var late = http.open()) {
                var head = List.of("Host: localhost", "Content-Type: " + JSON.substring(14), "Content-Length: 2");
                late.getOutputStream()
                        .write(http.signed(RawHttp.head("POST /stop_campaign/424242", head))
                                .getBytes(ISO_8859_1));
                late.getOutputStream().flush();
                // the body comes in a packet of its own
                reprise.await(() -> http.get("/health/live").status() == 200);
                late.getOutputStream().write("{}".getBytes(ISO_8859_1));
                assertThat(RawHttp.read(late).status()).isEqualTo(404);
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:x", "a:", ":80", "a:99999999", "[::1", "a b"})
    void aHostThatIsNoneIsRefusedWithoutATrace(String host) {
        int logged = log().length();
        var answer = stranger.get("/", "Host: " + host);
        assertThat(answer.status()).isIn(400, 421);
        assertThat(log().substring(logged)).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.faces.ViewState=1:1",
                "jakarta.faces.ViewState=1:1&primefaces.nonce=x",
                "jakarta.faces.ViewState=1:1&primefaces.nonce=YWJj",
                "jakarta.faces.ViewState=1:1&primefaces.nonce=ZTQ0NGRkOGQtZmZkZi00MTY5LTgzNGQtYjlmNjkyNWE5YWQ2"
            })
    void aFormOfAPageThatIsNoMoreLeavesNoTrace(String form) {
        int logged = log().length();
        for (var more : List.of("", "&jakarta.faces.partial.ajax=true&jakarta.faces.source=x")) {
            var answer = more.isEmpty()
                    ? stranger.send("POST", "/signin", form, FORM)
                    : stranger.send("POST", "/signin", form + more, FORM, "Faces-Request: partial/ajax");
            assertThat(answer.status()).isIn(200, 302, 400);
            assertThat(answer.body().length() + answer.header("Location").length())
                    .isPositive();
        }
        assertThat(log().substring(logged)).doesNotContain("\tat ").doesNotContain("SEVERE");
    }

    /** A gigabyte of them would be some ten million. */
    @Test
    void theFieldsAndPartsOfAFormAreCounted() {
        for (var form : List.of("a=b&".repeat(1001), "a&".repeat(1001), "&a".repeat(1001))) {
            assertThat(http.send("POST", "/contacts", form, FORM).body()).contains("more than 1000 fields");
        }
        assertThat(http.send("POST", "/contacts", part("a", "b").repeat(201) + "--x--\r\n", PARTS)
                        .body())
                .contains("more than 200 parts");
        assertThat(http.send("POST", "/contacts", part("a", "b".repeat(1 << 19)).repeat(3) + "--x--\r\n", PARTS)
                        .body())
                .contains("longer than 1 MiB");
        assertThat(http.send("POST", "/contacts", part("a".repeat(5000), "b") + "--x--\r\n", PARTS)
                        .status())
                .isEqualTo(400);
        for (var broken : List.of("a=%", "a=%zz", "%=1")) {
            assertThat(http.send("POST", "/contacts", broken, FORM).body()).contains("not percent-encoded");
        }
    }

    private static String part(String name, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    @Test
    void abortedBodiesAreALineAtTheMost() throws IOException {
        int logged = log().length();
        for (int i = 0; i < 10; i++) {
            for (var type : List.of(
                    "application/json",
                    "text/csv",
                    "application/octet-stream",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded")) {
                for (var path : List.of("/execute_campaign", "/contacts/import?session=cut", "/files", "/contacts")) {
                    slow(path, type, "Content-Length: 100000").close();
                }
            }
            try (var reset = slow("/execute_campaign", "application/json", "Content-Length: 100000")) {
                reset.setSoLinger(true, 0);
            }
            try (var reading = http.open()) {
                reading.setSoLinger(true, 0);
                reading.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            }
        }
        reprise.await(() -> http.get("/campaigns").status() == 200);
        var said = log().substring(logged);
        assertThat(said).doesNotContain("\tat ");
        assertThat(said.lines().count()).isLessThan(120);
    }

    @Test
    void uploadedPartsAreGoneWithTheirRequest() throws IOException {
        var before = files(reprise.logFile().getParent());
        var part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
                + "user_id\n".repeat(20_000) + "\r\n--x--\r\n";
        for (var path : List.of("/contacts", "/", "/files", "/nothing")) {
            assertThat(http.send("POST", path, part, PARTS).status()).isIn(400, 415);
        }
        assertThat(files(reprise.logFile().getParent())).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whatItKeepsIsForItsUserAlone() throws IOException {
        http.send("POST", "/contacts/import?session=kept", "user_id\n7\n", "Content-Type: text/csv");
        var others = Set.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE);
        assertThat(Files.getPosixFilePermissions(reprise.dataDirectory()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
        for (var file : files(reprise.dataDirectory())) {
            assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).doesNotContainAnyElementsOf(others);
        }
    }

    // sessions and sockets

    @Test
    void sessionsThatNobodyComesBackWithAreFew() {
        var kept = session(http.get("/"));
        assertThat(http.get("/editor", PUBLIC, "Cookie: " + kept).all("Set-Cookie"))
                .isEmpty();
        var left = session(http.get("/editor"));
        assertThat(left).isNotEmpty();
        IntStream.range(0, 201).parallel().forEach(i -> http.get("/editor"));
        assertThat(http.get("/editor", PUBLIC, "Cookie: " + kept).all("Set-Cookie"))
                .isEmpty();
        reprise.await(() -> {
            var again = session(http.get("/editor", "Cookie: " + left));
            return !again.isEmpty() && !again.equals(left);
        });
        assertThat(http.get("/").body()).endsWith("</html>");
    }

    @Test
    void aSocketIsForPagesOfRepriseAndThereAreNotTooMany() throws IOException {
        var address = SOCKET.matcher(http.get("/").body());
        assertThat(address.find()).isTrue();
        try (var program = socket(address.group(), "Origin: https://reprise.test")) {
            assertThat(RawHttp.readHead(program).status())
                    .as("a program has no pages")
                    .isEqualTo(403);
        }
        for (var origin : List.of("Origin: https://evil.test", "Origin: null", "Sec-Fetch-Site: cross-site")) {
            try (var socket = socket(address.group(), origin)) {
                assertThat(RawHttp.readHead(socket).status()).as(origin).isEqualTo(403);
            }
        }
        try (var elsewhere = socket("/campaigns", "Origin: https://reprise.test")) {
            assertThat(RawHttp.readHead(elsewhere).status()).isEqualTo(404);
        }
        var open = new ArrayList<Socket>();
        try {
            // OpenSocketsTest has the ceiling of all
            for (var person : List.of("ann@example.org", "bob@example.org")) {
                var cookie = people.join(person, "viewer");
                var page = stranger.withCookie(cookie).get("/");
                var browser = stranger.withCookie(cookie + "; " + session(page));
                var theirs = channel(page);
                assertThat(open(open, browser, theirs)).as(person).isBetween(15, 20);
                for (var path : List.of(address.group(), theirs.replaceAll("\\?.*", ""), theirs + "x")) {
                    try (var another = socket(browser, path, "Origin: https://reprise.test")) {
                        assertThat(RawHttp.readHead(another).status()).as(path).isEqualTo(403);
                    }
                }
                try (var elsewhere = socket(stranger.withCookie(cookie), theirs, "Origin: https://reprise.test")) {
                    assertThat(RawHttp.readHead(elsewhere).status())
                            .as("without the session that the page was given in")
                            .isEqualTo(403);
                }
            }
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
        var cookie = people.join("carl@example.org", "viewer");
        var page = stranger.withCookie(cookie).get("/");
        var browser = stranger.withCookie(cookie + "; " + session(page));
        reprise.await(() -> {
            try (var again = socket(browser, channel(page), "Origin: https://reprise.test")) {
                return RawHttp.readHead(again).status() == 101;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static String channel(Answer page) {
        var address = SOCKET.matcher(page.body());
        assertThat(address.find()).isTrue();
        return address.group();
    }

    /** As many as may be. */
    private static int open(List<Socket> open, RawHttp who, String path) throws IOException {
        for (int opened = 0; ; opened++) {
            open.add(socket(who, path, "Origin: https://reprise.test"));
            int status = RawHttp.readHead(open.get(open.size() - 1)).status();
            assertThat(status).isIn(101, 503);
            if (status == 503) {
                return opened;
            }
        }
    }

    private static Socket socket(String path, String origin) throws IOException {
        return socket(http, path, origin);
    }

    private static Socket socket(RawHttp who, String path, String origin) throws IOException {
        var socket = who.open();
        socket.getOutputStream()
                .write(who.signed("GET " + path + " HTTP/1.1\r\n" + PUBLIC + "\r\n" + origin
                                + "\r\nConnection: Upgrade\r\n"
                                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static Socket slow(String path, String type, String length) throws IOException {
        return slow(http, path, type, length);
    }

    private static Socket slow(RawHttp who, String path, String type, String length) throws IOException {
        var socket = who.open();
        socket.getOutputStream()
                .write(who.signed(RawHttp.head(
                                        "POST " + path, List.of("Host: localhost", "Content-Type: " + type, length))
                                + (length.startsWith("Content") ? "{" : "1\r\n{\r\n"))
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static String session(Answer answer) {
        return answer.header("Set-Cookie").replaceAll(";.*", "");
    }

    private static String log() {
        return reprise.log();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("console.log"))
                    .toList();
        }
    }

    private static JsonObject json(Answer answer) {
        return json(answer.body()
                .substring(answer.body().indexOf('{'), answer.body().lastIndexOf('}') + 1));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
