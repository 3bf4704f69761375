package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.FakeTelegram;

/**
 * Every command of every page is pressed once, as it is found there: none ends on the page of errors, spins without an
 * end, fails in its script, or lies under something else. {@code -Dtour.all} takes both languages on both screens.
 */
class PagesTourIT {
    private static final int MAX_DEPTH = 2;
    private static final FakeTelegram TELEGRAM = FakeTelegram.start();
    private static RepriseServer server;
    private static RepriseClient client;

    @BeforeAll
    static void open() {
        server = RepriseServer.start(Map.of(
                "REPRISE_BOT_API_URL", TELEGRAM.url(),
                "REPRISE_SANDBOX_LOST_REPLIES_PERCENT", "4",
                "REPRISE_SANDBOX_REFUSED_PERCENT", "4",
                "REPRISE_REPLY_TIMEOUT_SECONDS", "1",
                "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        client = new RepriseClient(server.baseUri());
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        TELEGRAM.close();
    }

    @ParameterizedTest
    @CsvSource({"en, 1366, 768", "de, 390, 844", "de, 1366, 768", "en, 390, 844"})
    void everyCommandDoesWhatItSays(String language, int width, int height) {
        assumeTrue(
                language.equals("en") == (width == 1366) || System.getProperty("tour.all") != null,
                "the other half is taken with -Dtour.all");
        long base = 1_000L * width + (language.equals("de") ? 500 : 0);
        prepare(base);
        try (var browser = Browser.open(
                        server.baseUri(), language + "-" + language.toUpperCase(Locale.ROOT), width, height)
                .collectingFaults()) {
            var tour = new Tour(browser, language);
            tour.take("/");
            tour.take("/?q=" + (base + 1) + "&archived=true");
            tour.take("/editor");
            tour.take("/editor?id=" + draft());
            tour.take("/contacts?session=demo");
            tour.take("/connections");
            for (int campaign = 1; campaign <= 3; campaign++) {
                tour.take("/campaign?id=" + (base + campaign));
            }
            tour.take("/campaign?tab=recipients&outcome=uncertain&id=" + (base + 1));
            tour.take("/restored");
            assertThat(tour.pressed).contains("new:message:add", "sessions:connect", "ask:yes", "dialog:save");
        }
    }

    /** One that is through, one that runs for minutes, one that is stopped, and a bot. */
    private static void prepare(long base) {
        client.execute(base + 1, "demo", "Hello", ",\"sleep_time\":0");
        client.execute(base + 2, "demo", "Hello", ",\"sleep_time\":1");
        client.execute(base + 3, "demo", "Hello", ",\"sleep_time\":1");
        client.stop(base + 3);
        var bot = Json.createObjectBuilder()
                .add("account_id", 1)
                .add("name", "bot-" + base)
                .add("kind", "bot")
                .add("token", TELEGRAM.bot(base));
        client.exchange(
                "POST",
                "/sessions",
                "application/json",
                BodyPublishers.ofString(bot.build().toString()));
        TestReprise.await(
                "the first is through",
                () -> client.status(base + 1).getString("status").equals("completed"));
    }

    private static long draft() {
        return Campaigns.create(client, "A draft");
    }

    /** Presses what it finds, and what appears then. A command is known by its id without the numbers of rows. */
    private static final class Tour {
        private final Browser browser;
        private final ResourceBundle words;
        private final Set<String> pressed = new LinkedHashSet<>();

        Tour(Browser browser, String language) {
            this.browser = browser;
            words = ResourceBundle.getBundle(Words.BUNDLE, Locale.forLanguageTag(language));
        }

        void take(String page) {
            var waiting = new ArrayList<List<String>>();
            var found = new HashSet<>(pressed);
            browser.go(page);
            settle(List.of());
            enqueue(waiting, found, List.of());
            while (!waiting.isEmpty()) {
                var path = waiting.remove(0);
                // What opens at the first press closes at the second. So a longer way begins on a page as it comes,
                // without what an earlier one typed and the note that it is back.
                if (path.size() > 1) {
                    browser.run("sessionStorage.clear()");
                }
                if (path.size() > 1 || !isFresh(page)) {
                    browser.go(page);
                    settle(List.of());
                }
                if (pressAll(page, path) && path.size() < MAX_DEPTH) {
                    enqueue(waiting, found, path);
                }
            }
        }

        /** Whether the page stands there as it was opened, but for what a command changed in place. */
        private boolean isFresh(String page) {
            return page.equals(browser.run("return location.pathname + location.search"))
                    && Boolean.TRUE.equals(browser.run("return Array.from(document.querySelectorAll('.ui-dialog'))"
                            + ".every(each => each.getClientRects().length === 0)"));
        }

        private void enqueue(List<List<String>> waiting, Set<String> found, List<String> path) {
            for (var command : commands()) {
                var question = command.endsWith(":yes") ? path.get(path.size() - 1) + " " + command : command;
                if (found.add(question)) {
                    var longer = new ArrayList<>(path);
                    longer.add(command);
                    waiting.add(longer);
                }
            }
        }

        /** @return whether all of it was there still: what was pressed before may have taken it away */
        private boolean pressAll(String page, List<String> path) {
            browser.run(
                    "PrimeFaces.ajax.minLoadAnimation = 0; document.querySelectorAll('textarea').forEach(field => { field.value ||= 'Written on a tour';"
                            + " field.dispatchEvent(new Event('input', {bubbles: true})); })");
            for (var command : path) {
                var found = browser.run(PRESS, command);
                if (found == null) {
                    return false;
                }
                pressed.add(command);
                assertThat(found).as(page + " " + path).isEqualTo("pressed");
                settle(path);
            }
            return true;
        }

        private void settle(List<String> path) {
            browser.await("the page to settle after " + path, it -> Boolean.TRUE.equals(it.run("""
                    return document.readyState === 'complete' && (!window.PrimeFaces || PrimeFaces.ajax.Queue.isEmpty())
                        && (!window.jQuery || jQuery.active === 0)
                        && !document.querySelector('.ui-state-loading');
                    """)));
            assertThat(browser.title()).as(path.toString()).doesNotContain(words.getString("error.title"));
            assertThat(browser.run("return (window.faults ?? []).join('; ')"))
                    .as(path.toString())
                    .isEqualTo("");
            assertThat(browser.run("return document.getElementById('offline')?.hidden ?? true"))
                    .as("the server answered " + path)
                    .isEqualTo(true);
        }

        private List<String> commands() {
            return ((List<?>) browser.run(COMMANDS))
                    .stream().map(Object::toString).toList();
        }
    }

    private static final String FIND = """
            const name = command => (command.id || (command.closest('[id]')?.id ?? '') + ' ' + command.className)
                .replace(/:\\d+:/g, ':#:').replace(/ui-state-\\w+/g, '').trim();
            const shown = command => command.checkVisibility() && command.getClientRects().length > 0 && !command.disabled
                && !command.classList.contains('ui-state-disabled');
            const all = Array.from(document.querySelectorAll('button, a[href="#"], input[type=submit], summary, .ui-fieldset-legend')).filter(shown);
            const top = Array.from(document.querySelectorAll('.ui-dialog')).filter(shown).pop();
            const reachable = top ? all.filter(command => top.contains(command)) : all;
            """;

    private static final String COMMANDS = FIND + "return reachable.map(name);";

    private static final String PRESS = FIND + """
            const command = reachable.find(each => name(each) === arguments[0]);
            if (!command) {
                return null;
            }
            // as whoever presses something else has them closed
            document.querySelectorAll(':popover-open').forEach(each => each.contains(command) || each.hidePopover());
            document.querySelectorAll('details[open]:has(> .card)').forEach(each => each.contains(command) || (each.open = false));
            command.scrollIntoView({block: 'nearest'});
            const box = command.getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            if (!command.contains(hit)) {
                return 'is covered by ' + (hit ? hit.outerHTML.slice(0, 120) : 'nothing, it is out of sight');
            }
            command.click();
            return 'pressed';
            """;
}
