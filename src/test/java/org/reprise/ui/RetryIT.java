package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestDatabase;

/** Failed recipients who wrote since, and the question before they are sent to again. */
class RetryIT {
    private static final int PEOPLE = 250;
    private static RepriseServer reprise;
    private static RepriseClient client;

    @BeforeAll
    static void refuseSome() {
        reprise = RepriseServer.start(
                Map.of("REPRISE_SANDBOX_REFUSED_PERCENT", "10", "REPRISE_SANDBOX_FLOOD_EVERY", "0"));
        client = new RepriseClient(reprise.baseUri());
    }

    @AfterAll
    static void end() {
        reprise.close();
    }

    @Test
    void theyAreSentToAgainWhenTheOperatorSaysSoKnowingTheirNumberAndTheReasons() throws IOException {
        int failed = completedWithFailed(1, "shop");
        try (var browser = Browser.open(reprise.baseUri())) {
            browser.go("/campaign?id=1").awaitText("campaign:outcomes", "they blocked this sender");
            assertThat(browser.has("campaign:retryFailed")).isFalse();
            everybodyWrites("shop");
            browser.awaitText("campaign:retry", "Failed recipients who can be reached now: " + failed + ".");
            assertThat(browser.barriers()).isEmpty();
            browser.click("campaign:retryFailed");
            browser.awaitText("retrying", "Telegram delivered nothing to them before");
            assertThat(browser.text("retrying")).contains("they blocked this sender", "their account is gone");
            assertThat(browser.barriers()).isEmpty();
            browser.click("retrying:yes");
            browser.await("the question to close", it -> !it.shows("retrying:yes"));
            browser.awaitText("campaign:activity", failed + " failed recipients");
            // a sandbox refuses them whatever is sent, and nobody wrote since
            browser.awaitText("campaign:figures", "Completed");
            browser.await("the notice to go", it -> !it.has("campaign:retryFailed"));
        }
        assertThat(client.status(1).getInt("failed_count")).isEqualTo(failed);
        assertThat(client.status(1).getInt("sent_count")).isEqualTo(PEOPLE - failed);
    }

    @Test
    void anotherNumberByThenIsAskedForAnew() throws IOException {
        int failed = completedWithFailed(2, "laden");
        everybodyWrites("laden");
        try (var browser = Browser.open(reprise.baseUri(), "de", 1280, 900)) {
            browser.go("/campaign?id=2").awaitText("campaign:retry", "Fehlgeschlagene Empfänger, die jetzt erreichbar");
            browser.click("campaign:retryFailed");
            browser.awaitText("retrying", "hat diesen Absender blockiert");
            client.post("/campaigns/2/retry-failed", "{\"confirmed\":" + failed + "}");
            reprise.await(() -> client.status(2).getString("status").equals("completed"));
            browser.click("retrying:yes");
            browser.awaitText("retrying", "kann jetzt erneut angeschrieben werden");
            assertThat(browser.shows("retrying:yes")).isTrue();
        }
    }

    /** @return how many failed */
    private static int completedWithFailed(long id, String session) throws IOException {
        importPeople(session, "2026-01-15T10:00:00Z");
        client.execute(id, session, "Hello", ",\"sleep_time\":0");
        reprise.await(() -> client.status(id).getString("status").equals("completed"));
        int failed = client.status(id).getInt("failed_count");
        assertThat(failed).isBetween(10, 50);
        return failed;
    }

    private static void everybodyWrites(String session) throws IOException {
        importPeople(session, Instant.now().toString());
    }

    private static void importPeople(String session, String wrote) throws IOException {
        var csv = TestDatabase.temporaryDirectory().resolve("people.csv");
        Files.writeString(
                csv,
                "user_id,last_message_at\n"
                        + LongStream.rangeClosed(700_000_001, 700_000_000 + PEOPLE)
                                .mapToObj(id -> id + "," + wrote)
                                .collect(Collectors.joining("\n")));
        client.importCsv(session, csv);
    }
}
