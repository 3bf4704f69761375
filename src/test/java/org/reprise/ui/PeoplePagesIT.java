package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestReprise;

/** An owner is made, invites others, and everybody sees and does what their role allows, until it is taken away. */
class PeoplePagesIT {
    private static final String OWNER = "olga@example.org";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String OTHER_PASSWORD = "seven lamps beside the river";
    private static RepriseServer server;
    private static Browser browser;

    @BeforeAll
    static void becomeTheOwner() {
        server = RepriseServer.start(Map.of("REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        var client = new RepriseClient(server.baseUri());
        client.execute(1, "demo", "Hello", ",\"sleep_time\":1");
        client.stop(1);
        TestReprise.await("stopped", () -> client.status(1).getString("status").equals("stopped"));
        browser = Browser.open(server.baseUri());
        browser.go("/signin");
        awaitPath(browser, "/begin");
        browser.go("/settings").awaitText("content", "whoever is at this machine may do everything");
        assertThat(browser.barriers()).isEmpty();
        take(browser, "people-nobody");
        browser.go("/");
        browser.await("the way to a sign-in", it -> text(it, ".unlocked").contains("No sign-in yet"));
        click(browser, ".unlocked");
        awaitPath(browser, "/begin");
        assertThat(browser.has("begin:token")).isFalse();
        assertThat(browser.barriers()).isEmpty();
        take(browser, "begin");
        browser.type("begin:name", "Olga Owner");
        browser.type("begin:email", OWNER);
        browser.type("begin:password", "short");
        browser.click("begin:go");
        browser.awaitText("begin", "A password has 12 to 128 characters");
        take(browser, "begin-wrong");
        browser.type("begin:password", PASSWORD);
        browser.click("begin:go");
        awaitPath(browser, "/");
        assertThat(text(browser, ".menu .who")).isEqualTo("Olga Owner");
        assertThat(browser.go("/begin").run("return location.pathname")).isEqualTo("/");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneLeadsBackToWhatWasAskedFor() {
        try (var other = Browser.open(server.baseUri())) {
            other.go("/campaign?id=1&tab=recipients");
            awaitPath(other, "/signin");
            signIn(other, OWNER, "not the password");
            other.awaitText("signin", "Address and password do not belong together");
            assertThat(other.barriers()).isEmpty();
            take(other, "signin-wrong");
            signIn(other, OWNER, PASSWORD);
            awaitPath(other, "/campaign");
            assertThat(other.run("return location.search")).isEqualTo("?id=1&tab=recipients");
            assertThat(other.go("/signin").run("return location.pathname"))
                    .as("whoever is in")
                    .isEqualTo("/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example, /",
        "/\\evil.example, /",
        "https://evil.example/, /",
        "/contacts?q=a, /contacts",
        "/%09/evil, /"
    })
    void nobodyIsLedElsewhere(String to, String path) {
        try (var other = Browser.open(server.baseUri())) {
            other.go("/signin?to=" + to.replace("\\", "%5C"));
            signIn(other, OWNER, PASSWORD);
            awaitPath(other, path);
            assertThat(other.run("return location.host"))
                    .isEqualTo(server.baseUri().getAuthority());
        }
    }

    @Test
    void aViewerJoinsByTheLinkSeesNoVerbsAndLosesWhatIsTakenAway() {
        var link = invite("Vera Viewer", "vera@example.org", "Viewer");
        try (var other = Browser.open(server.baseUri())) {
            other.go(link.getRawPath() + "#" + link.getRawFragment()).awaitText("join", "Welcome, Vera Viewer");
            assertThat(other.barriers()).isEmpty();
            take(other, "invited");
            other.type("join:password", OTHER_PASSWORD);
            other.click("join:go");
            awaitPath(other, "/");
            assertThat(verbs(other, "/")).isEmpty();
            assertThat(verbs(other, "/campaign?id=1")).as("reading alone").isEqualTo(List.of("campaign:exportAll"));
            assertThat(verbs(other, "/?edit=1")).isEmpty();
            assertThat(verbs(other, "/contacts")).isEmpty();
            assertThat(verbs(other, "/connections")).as("reading alone").isEqualTo(List.of("Look at its inbox"));
            take(other, "viewer-connections");
            assertThat(other.go("/editor").text("content") + other.title()).doesNotContain("Save");
            assertThat((String) other.run("return document.body.innerText")).contains("Your role does not include");
            assertThat(other.barriers()).isEmpty();
            take(other, "forbidden");
            assertThat(other.go("/settings?tab=people").text("content"))
                    .contains("Your password")
                    .doesNotContain("Invite");

            other.go("/connections").run("""
                    document.getElementById('connect:name').value = 'mine';
                    document.getElementById('connect:token').value = '1:a';
                    document.getElementById('connect:go').click();
                    """);
            other.awaitText("toast", "This takes the role owner; you have the role viewer");
            assertThat(other.barriers()).isEmpty();
            take(other, "toast");

            browser.go("/settings?tab=people").choose(inRowOf("vera@example.org", "role"), "Operator");
            other.await(
                    "the sign-in with the old role is over",
                    it -> it.go("/signin?to=/editor").has("signin:email"));
            signIn(other, "vera@example.org", OTHER_PASSWORD);
            awaitPath(other, "/editor");
            other.type("new:message:text", "Typed before it was taken away");

            browser.go("/settings?tab=people").click(inRowOf("vera@example.org", "disable"));
            browser.awaitText("people:table", "Disabled");
            // What saves itself may have been sent to the sign-in before anybody presses.
            other.run("document.getElementById('new:draft')?.click()");
            awaitPath(other, "/signin");
            signIn(other, "vera@example.org", OTHER_PASSWORD);
            other.awaitText("signin", "do not belong together");

            browser.go("/settings?tab=people").click(inRowOf("vera@example.org", "enable"));
            browser.await("enabled", it -> !it.text("people:table").contains("Disabled"));
            signIn(other, "vera@example.org", OTHER_PASSWORD);
            awaitPath(other, "/editor");
            other.await(
                    "what was typed is back",
                    it -> "Typed before it was taken away"
                            .equals(it.run("return document.getElementById('new:message:text').value")));
        }
        try (var late = Browser.open(server.baseUri())) {
            late.go(link.getRawPath() + "#" + link.getRawFragment()).awaitText("wrong", "it was used");
            assertThat(late.barriers()).isEmpty();
            take(late, "invited-wrong");
        }
    }

    @Test
    void theLastOwnerStaysOne() {
        browser.go("/settings?tab=people").choose(inRowOf(OWNER, "role"), "Viewer");
        browser.awaitText("people", "is the last owner");
        assertThat(browser.run(
                        "return document.getElementById(arguments[0]).selectedOptions[0].text", inRowOf(OWNER, "role")))
                .isEqualTo("Owner");
        browser.click(inRowOf(OWNER, "disable"));
        browser.awaitText("people", "is the last owner");
    }

    @Test
    void aTokenIsShownOnceWorksAndIsRevoked() throws Exception {
        browser.go("/settings?tab=tokens").type("token:name", "warehouse");
        browser.choose("token:role", "Viewer");
        browser.click("token:go");
        browser.await("the secret", it -> !value(it, ".secret input").isEmpty());
        var secret = value(browser, ".secret input");
        assertThat(secret).startsWith("rpr_");
        take(browser, "token-made");
        click(browser, "[data-copy]");
        browser.await("copied", it -> text(it, "[data-copy]").contains("Copied"));
        assertThat(statusWith(secret)).isEqualTo(200);
        browser.go("/settings?tab=tokens").awaitText("tokens:table", "warehouse");
        assertThat((String) browser.run("return document.documentElement.outerHTML"))
                .doesNotContain(secret);
        browser.click(browser.run("return document.querySelector('[id$=\":revoke\"]').id")
                .toString());
        browser.awaitText("revoking", "warehouse");
        assertThat(browser.barriers()).isEmpty();
        browser.click("revoking:yes");
        browser.awaitText("tokens:table", "Revoked");
        assertThat(statusWith(secret)).isEqualTo(401);
    }

    @Test
    void theRecordIsLookedThroughAndTakenAway() {
        invite("Otto Operator", "otto@example.org", "Operator");
        browser.go("/settings?tab=audit").awaitText("audit:table", "Person invited");
        assertThat(browser.text("audit:table")).contains("First owner made");
        browser.choose("audit-action", "Person invited");
        browser.type("audit-actor", OWNER);
        browser.click("audit-go");
        browser.await(
                "what is looked for stands in the address",
                it -> it.run("return location.search").toString().contains("action=person_invited"));
        assertThat(browser.text("audit:table"))
                .contains("E-mail address: otto@example.org", "Role: Operator")
                .doesNotContain("First owner made");
        assertThat(browser.download("audit:export"))
                .contains("at,action,actor_kind")
                .contains("person_invited")
                .doesNotContain("owner_set_up");
        assertThat(browser.go("/settings?tab=audit&campaign=none").text("content"))
                .contains("only digits");
    }

    @Test
    void aPasswordIsChangedAndEndsTheOtherSignIns() {
        var link = invite("Paul", "paul@example.org", "Operator");
        try (var one = Browser.open(server.baseUri());
                var two = Browser.open(server.baseUri())) {
            one.go(link.getRawPath() + "#" + link.getRawFragment()).type("join:password", OTHER_PASSWORD);
            one.click("join:go");
            awaitPath(one, "/");
            two.go("/signin?to=/settings");
            signIn(two, "paul@example.org", OTHER_PASSWORD);
            awaitPath(two, "/settings");
            two.awaitText("signIns", "Here");
            take(two, "me");
            two.type("password:old", "another one, surely");
            two.type("password:new", PASSWORD + " twice");
            two.click("password:go");
            two.awaitText("password", "The old password is another one");
            two.type("password:old", OTHER_PASSWORD);
            two.type("password:new", PASSWORD + " twice");
            two.click("password:go");
            two.awaitText("password", "The password is changed");
            assertThat(two.barriers()).isEmpty();
            one.go("/");
            awaitPath(one, "/signin");
            click(two, ".menu summary");
            two.click("signOut:out");
            awaitPath(two, "/signin");
            two.go("/settings");
            awaitPath(two, "/signin");
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, de", "820, 1100, en", "1280, 900, en"})
    void hasNoBarriersAndFits(int width, int height, String language) {
        try (var other = Browser.open(server.baseUri(), language, width, height)) {
            for (var scheme : new String[] {"light", "dark"}) {
                look(other.prefer(scheme).go("/signin"), "signin", scheme, width);
            }
            signIn(other, OWNER, PASSWORD);
            awaitPath(other, "/");
            for (var scheme : new String[] {"light", "dark"}) {
                other.prefer(scheme);
                for (var tab : List.of("me", "people", "tokens", "audit", "account", "system")) {
                    look(other.go("/settings?tab=" + tab), tab, scheme, width);
                }
                click(other.go("/"), ".menu summary");
                look(other, "menu", scheme, width);
            }
        }
    }

    @Test
    void theApisDocumentIsReadInThePageAndFitsAPhone() {
        try (var phone = Browser.open(server.baseUri(), "en", 390, 844)) {
            phone.go("/signin?to=/reference");
            signIn(phone, OWNER, PASSWORD);
            awaitPath(phone, "/reference");
            assertThat(text(phone, ".reference")).contains("Authorization: Bearer", "/execute_campaign");
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
            take(phone, "reference");
        }
    }

    private static void look(Browser at, String page, String scheme, int width) {
        assertThat(at.barriers()).as(page + " " + scheme + " " + width).isEmpty();
        assertThat(at.run("return document.documentElement.scrollWidth"))
                .as(page + " " + width)
                .isEqualTo((long) width);
        take(at, page + "-" + scheme + "-" + width);
    }

    private static URI invite(String name, String email, String role) {
        browser.go("/settings?tab=people").type("invite:name", name);
        browser.type("invite:email", email);
        browser.choose("invite:role", role);
        browser.click("invite:go");
        browser.await("the link", it -> !value(it, ".secret input").isEmpty());
        take(browser, "people-link");
        return URI.create(value(browser, ".secret input"));
    }

    private static void signIn(Browser at, String email, String password) {
        at.type("signin:email", email);
        at.type("signin:password", password);
        at.click("signin:go");
    }

    private static String inRowOf(String email, String part) {
        browser.awaitText("people:table", email);
        return browser.run(
                        "return [...document.querySelectorAll('#people\\\\:table tr')].find(row =>"
                                + " row.textContent.includes(arguments[0])).querySelector('[id$=\":' + arguments[1] + '\"]').id",
                        email,
                        part)
                .toString();
    }

    /** What can be pressed, but for what every reader needs. */
    private static List<?> verbs(Browser at, String page) {
        at.go(page);
        return (List<?>) at.run("""
                return [...document.querySelectorAll('main :is(button:not(.ui-paginator button), a.button, input[type=file])')]
                    .filter(each => each.getClientRects().length > 0)
                    .map(each => each.id || each.textContent.trim());
                """);
    }

    private static int statusWith(String token) throws Exception {
        var request = HttpRequest.newBuilder(server.baseUri().resolve("/campaigns"))
                .header("Authorization", "Bearer " + token)
                .method("GET", BodyPublishers.noBody());
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static void awaitPath(Browser at, String path) {
        at.await(path, it -> path.equals(it.run("return document.readyState === 'complete' ? location.pathname : ''")));
    }

    private static String text(Browser at, String selector) {
        return String.valueOf(at.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector))
                .strip();
    }

    private static String value(Browser at, String selector) {
        return String.valueOf(at.run("return document.querySelector(arguments[0])?.value ?? ''", selector));
    }

    private static void click(Browser at, String selector) {
        at.run("document.querySelector(arguments[0]).click()", selector);
    }

    /** To be looked at, with {@code -Dpictures}. */
    private static void take(Browser at, String name) {
        if (System.getProperty("pictures") != null) {
            at.screenshot(Path.of("target", "pictures", name + ".png"));
        }
    }
}
