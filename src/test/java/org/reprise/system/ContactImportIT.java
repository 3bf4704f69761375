package org.reprise.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.testing.RepriseClient;

/** Files of contacts over HTTP: what is answered to what people have, and to what is none. */
class ContactImportIT {
    private static final Path FILES = Path.of("src/test/resources/org/reprise/audience/files");

    private final RepriseClient client = new RepriseClient(SystemServer.get().baseUri());

    @AfterEach
    void noFileStaysBehind() throws IOException {
        var imports = SystemServer.get().logFile().resolveSibling("data").resolve("imports");
        if (Files.isDirectory(imports)) {
            try (var files = Files.list(imports)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            semicolon.csv¦text/csv¦''¦1¦0
            bom-quoted.csv¦text/csv¦''¦1¦0
            sep-line.csv¦text/csv; charset=utf-8¦''¦1¦0
            utf16-excel-unicode.txt¦text/csv¦''¦1¦0
            utf16-excel-unicode.txt¦text/csv; charset=UTF-16¦''¦1¦0
            cp1252.csv¦text/csv; charset=windows-1252¦''¦2¦0
            cp1252.csv¦text/csv;charset="ISO-8859-1"¦''¦2¦0
            trailing-empty.csv¦text/csv¦''¦2¦0
            short-rows.csv¦text/csv¦''¦3¦0
            blank-rows.csv¦text/csv¦''¦2¦0
            headers-space.csv¦text/csv¦''¦1¦0
            decimal.csv¦text/csv¦''¦2¦0
            formula.csv¦text/csv¦''¦3¦0
            dates.csv¦text/csv¦''¦8¦4
            dates.csv¦text/csv¦&zone=Europe/Berlin¦8¦0
            """)
    void filesAsPeopleHaveThemAreImportedWhole(String file, String type, String query, int people, int noted)
            throws IOException {
        var session = "import-" + System.nanoTime();
        var answer = client.exchange(
                "POST",
                "/contacts/import?session=" + session + query,
                type,
                BodyPublishers.ofFile(FILES.resolve(file)));
        var report = RepriseClient.json(answer);
        assertThat(answer.statusCode()).as(report.toString()).isEqualTo(200);
        assertThat(report.getInt("imported")).as(report.toString()).isEqualTo(people);
        assertThat(report.getInt("rejected")).isZero();
        assertThat(report.getInt("noted")).as(report.toString()).isEqualTo(noted);
        assertThat(report.getJsonArray("notes")).hasSize(noted);
        assertThat(report.getJsonArray("ignored_columns")).isEmpty();
    }

    @Test
    void anEncodingThatNobodyDeclaresImportsNobody() throws IOException {
        var file = Files.readAllBytes(FILES.resolve("cp1252.csv"));
        var answer = client.exchange(
                "POST", "/contacts/import?session=halves", "text/csv", BodyPublishers.ofByteArray(file));
        assertProblem(answer, 422, "Line 2 holds bytes that are not UTF-8", "text/csv; charset=windows-1252");
        assertThat(importText("halves", "", "user_id\n501000006\n501000106\n").getInt("imported"))
                .isEqualTo(2);
    }

    @Test
    void columnsOfOtherNamesAreToldAndCanBeMapped() {
        var file = "Kunde, Nr.;Vorname;Stadt\n5;Ann;Bonn\n";
        assertProblem(post("map", "", file), 422, "names no column user_id; it names: Kunde, Nr., Vorname, Stadt");
        var report = importText("map", "&map=" + encoded("Kunde, Nr.:user_id,vorname:First Name"), file);
        assertThat(report.getInt("imported")).isEqualTo(1);
        assertThat(report.getJsonArray("ignored_columns")).hasToString("[\"Stadt\"]");
        assertThat(report.getString("separator")).isEqualTo(";");
        assertThat(importText("map", "&map=" + encoded("Kunde, Nr.:user_id") + "&map=Vorname:first_name", file)
                        .getInt("updated"))
                .isZero();
    }

    @Test
    void whoOptedOutByTheFileIsCountedAndWhatIsNotUnderstoodIsTold() {
        var file = "user_id,Unsubscribed,Sperre\n1,yes,\n2,no,ja\n3,no,\n4,perhaps,\n";
        var report = importText("opted-out", "&map=sperre:opted_out", file);
        assertThat(report.getInt("imported")).isEqualTo(3);
        assertThat(report.getInt("opted_out")).isEqualTo(2);
        assertThat(report.getJsonArray("ignored_columns")).isEmpty();
        assertThat(report.getJsonArray("rejects").getJsonObject(0).getString("reason"))
                .contains("opted_out 'perhaps' says neither");
    }

    @Test
    void rowsThatNameNobodyAreToldWithTheirLines() {
        var report = importText("rejects", "", "user_id\n5.01E+08\n-1001234567890\n7\n");
        assertThat(report.getInt("imported")).isEqualTo(1);
        assertThat(report.getJsonArray("rejects").getJsonObject(0).getInt("line"))
                .isEqualTo(2);
        assertThat(report.getJsonArray("rejects").getJsonObject(0).getString("reason"))
                .contains("Format the column as text");
        assertThat(report.getJsonArray("rejects").getJsonObject(1).getString("reason"))
                .contains("is a group or a channel");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            session=q&zon=Europe/Berlin¦Unknown query parameter zon; the nearest known one is zone
            session=q&account_id=1¦Unknown query parameter account_id
            sesion=q¦Unknown query parameter sesion; the nearest known one is session
            zone=UTC¦session is missing
            session=q&session=r¦session stands in the query twice
            session=q&zone=Berlin¦zone must be the name of a time zone, such as Europe/Berlin, not Berlin; did you mean Europe/Berlin?
            session=q&zone=europe/berlin¦did you mean Europe/Berlin?
            session=q&zone=¦zone must be the name of a time zone
            session=q&map=x¦map must be pairs such as Telegram:user_id
            session=q&map=x:userid2¦map knows no column userid2; did you mean user_id?
            session=q&map=x:user_id,x:phone¦map names the column x twice
            """)
    void whatTheQuerySaysIsUnderstoodOrRefusedByName(String query, String why) {
        var answer = client.exchange(
                "POST", "/contacts/import?" + query, "text/csv", BodyPublishers.ofString("user_id\n1\n"));
        assertProblem(answer, 400, why);
    }

    @Test
    void whatIsNoFileIsRefusedAsWhatItIs() {
        assertProblem(
                client.exchange("POST", "/contacts/import?session=q", null, BodyPublishers.noBody()),
                400,
                "The body is missing; send the file of contacts as text/csv.");
        assertProblem(post("q", "", ""), 422, "The file is empty");
        assertProblem(post("q", "", "\uFEFF"), 422, "The file is empty");
        assertProblem(post("q", "", "\n,,\n \n"), 422, "The file is empty");
        assertProblem(post("q", "", "user_id,User ID\n1,2\n"), 422, "names the column user_id twice");
        assertProblem(post("q", "", "\"user_id\n1\n"), 422, "a quotation mark is opened and not closed");
        assertProblem(
                post("q", "&map=Nr:user_id", "Nummer\n1\n"),
                422,
                "The file has no column \"Nr\" to map; it has: Nummer");
        var utf16 = "user_id\n1\n".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertProblem(
                client.exchange("POST", "/contacts/import?session=q", "text/csv", BodyPublishers.ofByteArray(utf16)),
                422,
                "looks like UTF-16",
                "charset=utf-16le");
        assertProblem(
                client.exchange(
                        "POST",
                        "/contacts/import?session=q",
                        "text/csv; charset=klingon",
                        BodyPublishers.ofString("user_id\n1\n")),
                415,
                "does not know the charset klingon");
        assertProblem(
                client.exchange(
                        "POST", "/contacts/import?session=q", "application/json", BodyPublishers.ofString("{}")),
                415,
                "text/csv");
    }

    private JsonObject importText(String session, String query, String text) {
        var answer = post(session, query, text);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return RepriseClient.json(answer);
    }

    private HttpResponse<byte[]> post(String session, String query, String text) {
        return client.exchange(
                "POST", "/contacts/import?session=" + session + query, "text/csv", BodyPublishers.ofString(text));
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String... parts) {
        var problem = RepriseClient.json(answer);
        assertThat(answer.statusCode()).as(problem.toString()).isEqualTo(status);
        assertThat(problem.getString("detail")).contains(parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
