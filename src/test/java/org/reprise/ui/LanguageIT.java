package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.LocalizedMessage;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** An operator who reads German meets nothing in English, also where the core itself speaks. */
class LanguageIT {
    /** Shorter pieces, such as "of" and "new", may stand in German words. */
    private static final int TELLING = 9;

    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());
    private final Browser browser = Browser.open(UiServer.get().baseUri(), "de-DE", 1280, 900);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aRefusedTestSaysWhyInGerman() {
        Campaigns.create(client, "Hallo");
        browser.go("/editor").choose("new:session", "demo");
        browser.type("new:message:text", "Hallo");
        browser.type("new:recipient", "5");
        browser.click("new:try");
        browser.awaitText("new:trial", "5 ist kein Kontakt des Absenders demo.");
        assertThat(englishOn()).isEmpty();
    }

    @Test
    void aRefusedVerbSaysWhyInGerman() {
        long id = Campaigns.create(client, "Hallo");
        browser.go("/?q=" + id).click("list:table:0:more");
        browser.click("list:table:0:archive");
        browser.awaitText("ask", "Sie verschwindet aus dieser Liste");
        client.post("/campaigns/" + id + "/start", "");
        browser.click("ask:yes");
        browser.awaitText("ask", "Kampagne " + id + " läuft; halten Sie sie an, bevor Sie sie archivieren.");
        assertThat(englishOn()).isEmpty();
        client.stop(id);
    }

    @Test
    void rowsThatAreLeftOutSayWhyInGerman() throws IOException {
        upload(
                "user_id;first_name;last_message_at;Stadt\nabc;Böse\n7;Gut\n7;Nochmal\n8;;bald\n5,01E+08\n-100;Gruppe\n");
        browser.awaitText("import:look", "UTF-8, getrennt durch Strichpunkte, 4 Spalten");
        browser.awaitText("import:look", "Zeiten ohne Zeitversatz gelten in Ihrer Zeitzone");
        assertThat(englishOn()).isEmpty();
        browser.click("import:start");
        browser.awaitText("import:job", "2 neu, 0 ergänzt, 4 ausgelassen.");
        browser.awaitText("import:job", "Nicht importierte Spalten: Stadt");
        browser.run("document.querySelectorAll('#import\\\\:job details').forEach(each => each.open = true)");
        browser.awaitText("import:job", "user_id muss eine ganze Zahl von 1 bis 9223372036854775807 sein, nicht 'abc'");
        browser.awaitText("import:job", "user_id 7 steht schon in einer früheren Zeile");
        browser.awaitText("import:job", "wurde von einer Tabelle gerundet");
        browser.awaitText("import:job", "ist eine Gruppe oder ein Kanal");
        browser.awaitText("import:job", "last_message_at 'bald' wurde weggelassen: keine Zeit, die Reprise liest");
        assertThat(englishOn()).isEmpty();
    }

    @Test
    void aFileThatIsRefusedSaysWhyInGerman() throws IOException {
        upload("name\nZoë\n");
        browser.awaitText("import:look", "Keine Spalte sagt, wer es ist");
        assertThat(englishOn()).isEmpty();
        upload("\n");
        browser.awaitText("import", "leute.csv wurde nicht importiert: Die Datei ist leer.");
        assertThat(englishOn()).isEmpty();
    }

    @Test
    void whatHappenedIsToldInGerman() {
        long id = Campaigns.create(client, "Hallo");
        client.update(id, "{\"message\":\"Hallo!\",\"limit\":1200}");
        browser.go("/campaign?id=" + id).awaitText("campaign:activity", "Nachricht, Obergrenze 1.200");
        browser.awaitText("campaign:activity", "Absender demo");
        assertThat(englishOn()).isEmpty();
    }

    @Test
    void noPageIsPartlyEnglish() {
        long id = Campaigns.create(client, "Hallo");
        var pages = List.of(
                "/",
                "/inbox?session=demo",
                "/inbox?session=none",
                "/editor",
                "/contacts",
                "/connections",
                "/?edit=" + id,
                "/campaign?id=" + id);
        for (var page : pages) {
            browser.go(page);
            assertThat(englishOn()).as(page).isEmpty();
        }
        browser.go("/campaign?tab=recipients&id=" + id);
        assertThat(englishOn()).isEmpty();
    }

    private void upload(String csv) throws IOException {
        var first = Files.writeString(directory.resolve("first.csv"), "user_id\n1\n");
        var session = "deutsch-" + System.nanoTime();
        client.importCsv(session, first);
        browser.go("/contacts?session=" + session).click("head:import");
        browser.await("the drawer", it -> it.shows("import:into"));
        browser.attach("import:file", Files.writeString(directory.resolve("leute.csv"), csv));
    }

    /** The pieces of the English bundles, between their values, that stand on the page all the same. */
    private List<String> englishOn() {
        var page = browser.run("return document.body.innerText + Array.from(document.querySelectorAll('[aria-label]'))"
                        + ".map(each => each.getAttribute('aria-label')).join('\\n')")
                .toString();
        return Stream.of(Words.BUNDLE, LocalizedMessage.BUNDLE)
                .flatMap(LanguageIT::englishPieces)
                .filter(page::contains)
                .toList();
    }

    private static Stream<String> englishPieces(String bundle) {
        var english = ResourceBundle.getBundle(bundle, Locale.ROOT);
        var german = ResourceBundle.getBundle(bundle, Locale.GERMAN);
        return english.keySet().stream()
                .filter(key -> !english.getString(key).equals(german.getString(key)))
                .flatMap(key -> Pattern.compile("\\{[^}]*}").splitAsStream(english.getString(key)))
                .map(String::strip)
                .filter(piece -> piece.length() >= TELLING);
    }
}
