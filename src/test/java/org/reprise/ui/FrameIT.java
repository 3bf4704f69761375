package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** What is around every page: search, help, language and appearance, what was done, and how light all of it is. */
class FrameIT {
    private static final Pattern RESOURCES = Pattern.compile("(?:href|src)=\"(/jakarta\\.faces\\.resource/[^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Browser browser;
    private static long id;

    @BeforeAll
    static void open() {
        id = Campaigns.create(new RepriseClient(UiServer.get().baseUri()), "Lavender everywhere");
        browser = Browser.open(UiServer.get().baseUri());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void whatIsLookedForIsFoundFromAnyPageByKeyboardAlone() {
        browser.go("/settings").await("the page", it -> it.has("you"));
        press("/");
        browser.await("the search", it -> "everywhere:search".equals(focused()));
        press("Lavender");
        browser.awaitText("everywhere:found", "Campaign " + id);
        assertThat(browser.barriers()).isEmpty();
        press(Keys.ARROW_DOWN);
        press(Keys.ENTER);
        browser.await(
                "the campaign", it -> it.run("return location.href").toString().endsWith("/campaign?id=" + id));
        press(Keys.CONTROL, "k");
        browser.await("the search", it -> "everywhere:search".equals(focused()));
        press("nobody is called so");
        browser.awaitText("everywhere:found", "Nothing is called like that");
        press(Keys.ESCAPE);
        browser.await("the focus is back", it -> "searchEverywhere".equals(focused()));
    }

    @Test
    void eachPageHasItsOwnHelp() {
        for (var page : List.of("/", "/editor", "/contacts", "/connections", "/settings", "/campaign?id=" + id)) {
            browser.go(page).await("the page", it -> it.has("you"));
            press("?");
            browser.await("the help of " + page, it -> it.shows("helpDialog"));
            assertThat(browser.text("help")).contains("search everywhere").doesNotContain("???");
            assertThat(browser.barriers()).as(page).isEmpty();
        }
        // not while somebody types
        browser.go("/contacts").type("contacts:search", "?/n");
        assertThat(browser.shows("helpDialog")).isFalse();
        assertThat(browser.shows("everywhereDialog")).isFalse();
    }

    @Test
    void languageAndAppearanceAreChosenInTheMenuAndStay() {
        try (var other = Browser.open(UiServer.get().baseUri())) {
            other.go("/").run("document.querySelector('#you > summary').click()");
            other.run("document.querySelector('[data-theme-choice=dark]').click()");
            assertThat(other.run("return getComputedStyle(document.body).colorScheme"))
                    .isEqualTo("dark");
            other.run("document.querySelector('[data-language=de]').click()");
            other.await("German", it -> it.title().startsWith("Kampagnen"));
            other.go("/contacts").await("German", it -> it.title().startsWith("Publikum"));
            assertThat(other.run("return document.documentElement.lang + document.documentElement.dataset.theme"))
                    .isEqualTo("dedark");
            assertThat(other.barriers()).isEmpty();
            other.go("/nowhere");
            assertThat(other.run("return document.documentElement.lang")).isEqualTo("de");
        }
    }

    @Test
    void stylesAndScriptsAreCompressedAndKeptByTheirVersion() throws IOException {
        // as a first visit is: with nothing in the list
        var page = get("/?q=nothing-is-called-like-that", "identity");
        assertThat(page.headers().firstValue("Content-Encoding")).isEmpty();
        long weight = page.body().length;
        var resources = RESOURCES
                .matcher(new String(page.body()))
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
        assertThat(resources).isNotEmpty();
        for (var path : resources) {
            var compressed = get(path, "gzip, br");
            assertThat(compressed.headers().firstValue("Content-Encoding"))
                    .as(path)
                    .contains("gzip");
            assertThat(compressed.headers().firstValue("Cache-Control"))
                    .as(path)
                    .contains("public, max-age=31536000, immutable");
            assertThat(compressed.headers().firstValue("Vary")).contains("Accept-Encoding");
            var plain = get(path, "gzip;q=0");
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
                assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
            }
            weight += compressed.body().length;
        }
        assertThat(weight).isLessThan(350 << 10);
        var unversioned = get("/jakarta.faces.resource/reprise.css.xhtml?ln=reprise", "gzip");
        assertThat(unversioned.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(get("/api/campaigns", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private static HttpResponse<byte[]> get(String path, String encodings) throws IOException {
        var request = HttpRequest.newBuilder(UiServer.get().baseUri().resolve(path))
                .header("Accept-Encoding", encodings)
                .header("Accept", "text/html,application/xhtml+xml,*/*")
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void press(CharSequence... keys) {
        browser.press(keys);
    }

    private static Object focused() {
        return browser.run("return document.activeElement.id");
    }
}
