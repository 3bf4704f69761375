package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.reprise.testing.Browser;
import org.reprise.testing.Footprint;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/**
 * A busy day: a thousand campaigns, fifty of them running, ten monitors open in tabs. {@code mvn verify
 * -Dit.test=MonitorSoakIT -Dsoak.minutes=30} writes how long answers took, and what heap (after a collection) and files
 * the server held, to {@code target/soak.txt}. What pages say is compared with the HTTP answers; times are only told,
 * they depend on who else uses the machine.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class MonitorSoakIT {
    private static final Path REPORT = Path.of("target", "soak.txt");
    private static final int ALL = 1_000;
    private static final int RUNNING = 50;
    private static final int SESSIONS = 10;
    private static final int MONITORS = 10;

    /** Two messages a second of each campaign, and people for longer than anybody soaks. */
    private static final String PACE = ",\"sleep_time\":0.5";

    private final Duration length = Duration.ofMinutes(Long.getLong("soak.minutes"));
    private final Map<String, List<Long>> answers = new TreeMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    @Test
    void pagesStayTrueAndTheServerStaysTheSame() throws Exception {
        Files.deleteIfExists(REPORT);
        var environment = Map.of("REPRISE_SANDBOX_CONTACTS", "20000", "REPRISE_SANDBOX_FLOOD_EVERY", "0");
        try (var reprise = RepriseServer.asDeployed(environment)) {
            var client = new RepriseClient(reprise.baseUri());
            fill(client);
            try (var monitors = Browser.open(reprise.baseUri())) {
                for (int i = 0; i < MONITORS; i++) {
                    monitors.goInNewTab("/").run(WATCH_REQUESTS);
                }
                soak(reprise);
                monitors.inEachTab(() -> note("pushed update of the monitor", requests(monitors)));
                tell("");
                answers.forEach(MonitorSoakIT::tellTimes);
                monitors.inEachTab(() -> assertTells(monitors, client));
            }
        }
    }

    private static void fill(RepriseClient client) {
        for (int id = 1; id <= ALL - RUNNING; id++) {
            Campaigns.create(client, "Draft " + id);
        }
        for (int id = 1; id <= RUNNING; id++) {
            client.execute(ALL + id, "busy-" + id % SESSIONS, "Message " + id, PACE);
        }
    }

    private void soak(RepriseServer reprise) throws Exception {
        long begin = System.nanoTime();
        long nextLook = begin;
        while (System.nanoTime() - begin < length.toNanos()) {
            if (System.nanoTime() >= nextLook) {
                look(reprise, Duration.ofNanos(System.nanoTime() - begin));
                nextLook += Duration.ofMinutes(5).toNanos();
            }
            var page = "/campaign?id=" + (ALL + 1);
            for (var path : List.of("/", "/editor", "/contacts?session=busy-1", page, page + "&tab=recipients")) {
                ask(reprise.baseUri(), path, path.replaceAll("=\\d+", "=…"));
            }
            ask(reprise.baseUri(), "/campaign_status/" + (ALL + 1), "/campaign_status");
            Thread.sleep(5_000);
        }
        look(reprise, length);
    }

    private void ask(URI base, String path, String name) throws Exception {
        long begin = System.nanoTime();
        var answer = http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
        note(name, List.of((System.nanoTime() - begin) / 1_000_000));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
    }

    private void note(String name, List<Long> millis) {
        answers.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(millis);
    }

    private static void tellTimes(String name, List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        int last = sorted.size() - 1;
        tell(String.format(
                "%-32s %7d answers, ms: median %d, p95 %d, p99 %d, max %d",
                name,
                sorted.size(),
                sorted.get(last / 2),
                sorted.get(last * 95 / 100),
                sorted.get(last * 99 / 100),
                sorted.get(last)));
    }

    private static void look(RepriseServer reprise, Duration at) {
        tell(at.toMinutes() + " min: " + Footprint.of(reprise.pid()));
    }

    private static void tell(String line) {
        try {
            Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String WATCH_REQUESTS = """
            window.requests = [];
            new PerformanceObserver(list => list.getEntries()
                .filter(each => each.initiatorType === 'xmlhttprequest')
                .forEach(each => requests.push(Math.round(each.duration)))).observe({type: 'resource'});
            """;

    private static List<Long> requests(Browser monitor) {
        return ((List<?>) monitor.run("return window.requests || []"))
                .stream().map(each -> (Long) each).toList();
    }

    /** What stands there is no older than two seconds, and no newer than what is. */
    private static void assertTells(Browser monitor, RepriseClient client) {
        var ids = shown(monitor).keySet();
        if (ids.isEmpty()) {
            return;
        }
        assertThat(ids).hasSize(25);
        var before = sent(client, ids);
        LockSupport.parkNanos(2_000_000_000);
        var told = shown(monitor);
        var after = sent(client, ids);
        assertThat(told.keySet()).isEqualTo(ids);
        told.forEach((id, sent) -> assertThat(sent).as("campaign " + id).isBetween(before.get(id), after.get(id)));
    }

    private static Map<Long, Long> sent(RepriseClient client, Iterable<Long> ids) {
        var sent = new TreeMap<Long, Long>();
        ids.forEach(id -> sent.put(id, (long) client.status(id).getInt("sent_count")));
        return sent;
    }

    /** How many the monitor says were sent, by campaign. */
    private static Map<Long, Long> shown(Browser monitor) {
        var rows = (List<?>) monitor.run("""
                return Array.from(document.querySelectorAll('#list\\\\:table_data > tr')).flatMap(row => [
                    Number(row.querySelector('[data-campaign]').dataset.campaign),
                    Number(/([\\d,]+) sent/.exec(row.querySelector('.bar').ariaValueText)[1].replaceAll(',', ''))]);
                """);
        var shown = new TreeMap<Long, Long>();
        LongStream.range(0, rows.size() / 2)
                .forEach(i -> shown.put((Long) rows.get((int) i * 2), (Long) rows.get((int) i * 2 + 1)));
        return shown;
    }
}
