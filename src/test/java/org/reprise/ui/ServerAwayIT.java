package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.fakebot.FakeTelegram;

/**
 * The server goes away under every page: that is said, nothing spins for ever, and nothing that was typed is lost.
 * {@code -Dtour.all} takes all pages instead of four.
 */
class ServerAwayIT {
    private static final FakeTelegram TELEGRAM = FakeTelegram.start();
    private static RepriseServer server;
    private static RepriseClient client;

    /**
     * A page on which somebody is typing.
     *
     * @param opens the commands that lead there, by the ends of their ids
     * @param command what is pressed while the server is away, by the end of its id; null: nothing
     */
    private record Step(String page, List<String> opens, String command) {}

    @BeforeAll
    static void open() {
        server = RepriseServer.start(Map.of("REPRISE_BOT_API_URL", TELEGRAM.url(), "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        client = new RepriseClient(server.baseUri());
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        TELEGRAM.close();
    }

    private static List<Step> steps() {
        long running = Campaigns.create(client, "It runs");
        client.post("/campaigns/" + running + "/start", "");
        long stopped = Campaigns.create(client, "It stands");
        client.post("/campaigns/" + stopped + "/start", "");
        client.stop(stopped);
        long draft = Campaigns.create(client, "A draft");
        var bot = Json.createObjectBuilder()
                .add("account_id", 1)
                .add("name", "shop")
                .add("kind", "bot")
                .add("token", TELEGRAM.bot(101));
        client.exchange(
                "POST",
                "/sessions",
                "application/json",
                BodyPublishers.ofString(bot.build().toString()));
        var some = List.of(
                new Step("/?q=" + running, List.of("0:more", "0:edit"), "dialog:save"),
                new Step("/editor", List.of("message:add"), "new:draft"),
                new Step("/connections", List.of("sessions:connect"), "connect:go"),
                new Step("/contacts?session=demo", List.of(), null));
        var others = List.of(
                new Step("/campaign?id=" + stopped, List.of("campaign:edit", "message:add"), "dialog:save"),
                new Step("/editor?id=" + draft, List.of(), "new:go"),
                new Step("/connections", List.of(":pace"), "pace:yes"),
                new Step("/", List.of(), null),
                new Step("/campaign?tab=recipients&id=" + stopped, List.of(), null),
                new Step("/campaign?id=" + running, List.of("campaign:stop"), "ask:yes"));
        return System.getProperty("tour.all") == null
                ? some
                : Stream.concat(some.stream(), others.stream()).toList();
    }

    @Test
    void whatWasTypedOnAnyPageOutlivesAKillAndThePageGoesOn() {
        var steps = steps();
        try (var browser = Browser.open(server.baseUri()).collectingFaults()) {
            for (var step : steps) {
                open(browser, step);
            }
            server.kill9();
            inEach(browser, steps, step -> {
                browser.await("the banner on " + step, it -> it.shows("offline"));
                browser.run(TYPE, "while it was away");
                pressInVain(browser, step);
            });
            server.restart();
            inEach(browser, steps, step -> {
                browser.await("the page to go on: " + step, ServerAwayIT::isBack);
                browser.await(
                        "what was typed on " + step + ", missing: " + browser.run(MISSING),
                        it -> it.run(MISSING).equals(""));
                settle(browser);
            });
            inEach(browser, steps, step -> {
                if (step.command() != null && !step.page().equals("/connections")) {
                    saveAtLast(browser, step);
                }
            });
        }
        for (int id : steps.size() > 4 ? new int[] {1, 2, 3, 4} : new int[] {1, 4}) {
            assertThat(client.data(id).getJsonObject("data").getString("message"))
                    .as("campaign " + id)
                    .isEqualTo("Typed while it was away");
        }
        assertThat(client.get("/campaigns").getJsonArray("campaigns")).hasSize(4);
    }

    private static void open(Browser browser, Step step) {
        browser.goInNewTab(step.page());
        settle(browser);
        // what comes with a message is folded away at first
        browser.run("new MutationObserver(() => document.querySelectorAll('.more .ui-icon-plusthick').forEach("
                + "each => each.closest('legend').click())).observe(document.body, {childList: true, subtree: true});"
                + "document.body.append('')");
        for (var command : step.opens()) {
            press(browser, command);
            settle(browser);
        }
        browser.run(TYPE, "before");
        settle(browser);
    }

    private static void inEach(Browser browser, List<Step> steps, Consumer<Step> look) {
        for (int place = 0; place < steps.size(); place++) {
            // before them is the tab that the browser came with
            browser.toTab(place + 1);
            look.accept(steps.get(place));
        }
    }

    private static void press(Browser browser, String command) {
        browser.await("the command " + command, it -> Boolean.TRUE.equals(it.run(PRESS, command)));
    }

    private static void pressInVain(Browser browser, Step step) {
        if (step.command() != null) {
            press(browser, step.command());
            browser.await(
                    "to be told that it was not sent: " + step,
                    it -> Boolean.TRUE.equals(it.run(
                            "return document.querySelector('.unsent[id$=\"' + arguments[0] + '\"]') !== null"
                                    + " && document.querySelector('.ui-state-loading') === null",
                            step.command())));
        }
    }

    /** A question is asked anew by hand, so its command is not there. */
    private static void saveAtLast(Browser browser, Step step) {
        if (step.command().equals("ask:yes")) {
            return;
        }
        press(browser, step.command());
        settle(browser);
        assertThat(browser.run("return document.querySelector('.unsent') === null"))
                .isEqualTo(true);
    }

    private static boolean isBack(Browser browser) {
        return Boolean.TRUE.equals(browser.run("return document.readyState === 'complete'"
                + " && document.getElementById('offline').hidden && window.PrimeFaces !== undefined"));
    }

    private static void settle(Browser browser) {
        browser.await("the page to settle", it -> Boolean.TRUE.equals(it.run("""
                return document.readyState === 'complete' && PrimeFaces.ajax.Queue.isEmpty() && jQuery.active === 0
                    && !document.querySelector('.ui-state-loading');
                """)));
        assertThat(browser.run("return window.faults.join('; ')")).isEqualTo("");
    }

    private static final String PRESS = """
            const command = Array.from(document.querySelectorAll('button[id$="' + arguments[0] + '"]'))
                .find(each => each.getClientRects().length > 0 && !each.disabled);
            command?.click();
            return command !== undefined;
            """;

    /** Into every field that is in sight, as it is found. */
    private static final String TYPE = """
            const shown = each => each.getClientRects().length > 0;
            const top = Array.from(document.querySelectorAll('.ui-dialog')).filter(shown).pop() ?? document;
            const typed = {};
            const enter = (field, value) => {
                field.value = value;
                field.dispatchEvent(new Event('input', {bubbles: true}));
                field.dispatchEvent(new Event('change', {bubbles: true}));
                typed[field.id] = field.value;
            };
            top.querySelectorAll('select[id$=_cmp]').forEach(field => enter(field, 'BEFORE'));
            top.querySelectorAll('input, textarea').forEach(field => {
                const secret = field.type === 'password' || field.autocomplete === 'off';
                if (shown(field) && !field.readOnly && !secret && !['checkbox', 'file', 'hidden'].includes(field.type)) {
                    enter(field, field.type === 'number' || field.inputMode === 'numeric' ? '7' : field.type === 'datetime-local' ? '2035-01-31T09:30'
                        : field.id.endsWith(':ruleLine') ? 'first_name is "' + arguments[0] + '"'
                        : field.id.endsWith(':url') ? 'https://example.org/typed' : 'Typed ' + arguments[0]);
                }
            });
            sessionStorage.setItem('test', JSON.stringify(typed));
            """;

    /** The fields, of those that were typed into, that do not say so any more. */
    private static final String MISSING = """
            return Object.entries(JSON.parse(sessionStorage.getItem('test')))
                .filter(([id, value]) => document.getElementById(id)?.value !== value).map(([id]) => id).join(' ');
            """;
}
