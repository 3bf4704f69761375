package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;

/** Of a sender with many contacts numbers are estimated, which is said wherever one stands. */
class EstimatesIT {
    private static final int PEOPLE = 20_000;

    @Test
    void numbersOfManyPeopleAreSaidToBeEstimates(@TempDir Path directory) throws IOException {
        try (var server = RepriseServer.start(Map.of("REPRISE_EXACT_COUNTS", "5000"))) {
            var client = new RepriseClient(server.baseUri());
            var rows = IntStream.rangeClosed(1, PEOPLE)
                    .mapToObj(id -> id + "," + (id % 2 == 0 ? "de" : "en"))
                    .collect(Collectors.joining("\n"));
            client.importCsv("many", Files.writeString(directory.resolve("p.csv"), "user_id,language\n" + rows + "\n"));
            client.importCsv("few", Files.writeString(directory.resolve("q.csv"), "user_id\n1\n2\n3\n"));

            var about =
                    client.post("/audience/preview", "{\"session\":\"many\",\"rule_text\":\"language is \\\"de\\\"\"}");
            assertThat(about.getBoolean("estimated")).isTrue();
            assertThat(about.getInt("margin")).isPositive();
            assertThat(Math.abs(about.getInt("recipients") - PEOPLE / 2)).isLessThanOrEqualTo(about.getInt("margin"));
            var exact = client.post("/audience/preview", "{\"session\":\"few\"}");
            assertThat(exact.getBoolean("estimated")).isFalse();
            assertThat(exact.containsKey("margin")).isFalse();
            assertThat(exact.getInt("recipients")).isEqualTo(3);

            try (var browser = Browser.open(server.baseUri())) {
                browser.go("/editor").choose("new:session", "many");
                browser.awaitText("new:audience", "≈ ");
                assertThat(browser.text("new:audience"))
                        .containsPattern("≈ \\d\\d,000 recipients of ≈ \\d\\d,000 contacts selected")
                        .contains("Estimated: one contact in 64 was looked at");
                browser.click("new:who");
                browser.awaitText("new:preflight", "Of ≈ ");
                browser.type("new:ruleLine", "nobody");
                browser.awaitText("new:audience", "fewer than 190 recipients");
                browser.choose("new:session", "few");
                browser.type("new:ruleLine", "everybody");
                browser.awaitText("new:audience", "3 recipients");
                assertThat(browser.text("new:audience")).doesNotContain("≈", "Estimated");
                assertThat(browser.barriers()).isEmpty();
            }
            try (var browser = Browser.open(server.baseUri(), "de-DE", 1280, 800)) {
                browser.go("/contacts?session=many").click("head:segments");
                browser.await("the drawer", it -> it.shows("segments:name"));
                browser.choose("segments:sender", "many");
                browser.awaitText("segments:counted", "Geschätzt: Einer von 64 Kontakten");
                assertThat(browser.text("segments:counted")).containsPattern("≈ \\d\\d\\.000 ausgewählt");
            }
        }
    }
}
