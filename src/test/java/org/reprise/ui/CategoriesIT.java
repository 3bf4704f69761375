package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;

/** Categories are made, tried and asked for, in pages and by programs. */
class CategoriesIT {
    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void aCategoryIsMadeTriedChangedAndAskedForInPages(@TempDir Path directory) throws IOException {
        client.importCsv(
                "category-people",
                Files.writeString(directory.resolve("people.csv"), "user_id,first_name\n81,Anna\n82,Berta\n"));
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/contacts?session=category-people").click("head:categories");
            browser.await("the drawer", it -> it.shows("categories:name"));
            assertThat(browser.barriers()).isEmpty();
            browser.type("categories:name", "Orders of pages");
            browser.type("categories:regex", "(a");
            browser.click("categories:save");
            browser.awaitText("categories:form", "The regex is none that Reprise takes");
            browser.type("categories:regex", "");
            browser.type("categories:keywords", "parcel*\nwhere is it");
            browser.click("categories:save");
            browser.awaitText("categories:all", "Orders of pages (0)");
            browser.type("categories:text", "My PARCELS, please");
            browser.click("categories:try");
            browser.awaitText("categories:matches", "Orders of pages");
            browser.type("categories:text", "Hello");
            browser.click("categories:try");
            browser.awaitText("categories:matches", "It belongs to no category.");
            browser.click("categories:apply");
            browser.awaitText("answer:said", "Looked at");
            browser.click("categories:each:" + place(browser, "Orders of pages") + ":edit");
            browser.awaitText("categories:form", "Edit the category");
            assertThat(browser.run("return document.getElementById('categories:keywords').value"))
                    .isEqualTo("parcel*\nwhere is it");
            browser.type("categories:name", "Parcels");
            browser.click("categories:save");
            browser.awaitText("categories:all", "Parcels (0)");

            browser.go("/editor").choose("new:session", "category-people");
            browser.awaitText("new:summary", "2");
            browser.choose("new:include", "Parcels");
            browser.awaitText("new:audience", "0 recipients");
            assertThat(browser.barriers()).isEmpty();
            browser.type("new:name", "About parcels");
            browser.type("new:message:text", "It is on its way");
            browser.awaitText("new:state", "Saved");

            browser.go("/contacts?session=category-people").click("head:categories");
            browser.await("the drawer", it -> it.shows("categories:name"));
            browser.click("categories:each:" + place(browser, "Parcels") + ":edit");
            browser.click("categories:delete");
            browser.awaitText("deleting", "Nobody is in it");
            assertThat(browser.text("deleting")).contains("“About parcels” (Draft)");
            assertThat(browser.barriers()).isEmpty();
            browser.click("deleting:no");
            browser.await("the question to go", it -> !it.shows("deleting:no"));
            assertThat(browser.text("categories:all")).contains("Parcels (0)");
            browser.click("categories:delete");
            browser.click("deleting:yes");
            browser.await("it to be gone", it -> !it.text("categories:all").contains("Parcels"));
        }
    }

    private static long place(Browser browser, String name) {
        return (Long) browser.run(
                "return Array.from(document.querySelectorAll('#categories\\\\:all li'))"
                        + ".findIndex(each => each.textContent.includes(arguments[0]))",
                name);
    }

    @Test
    void onAPhoneInGerman(@TempDir Path directory) throws IOException {
        client.importCsv("category-people", Files.writeString(directory.resolve("people.csv"), "user_id\n81\n"));
        try (var phone = Browser.open(UiServer.get().baseUri(), "de-DE", 390, 844)) {
            phone.go("/contacts").click("head:categories");
            phone.awaitText("categories", "Neue Kategorie");
            assertThat(phone.barriers()).isEmpty();
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        }
    }

    @Test
    void programsDoTheSame() {
        var added = send(
                "POST",
                "/categories",
                "{\"name\":\"Refunds\",\"keywords\":[\"refund\"],\"examples\":[\"money back\"]}",
                201);
        assertThat(added.getString("keywords_json")).isEqualTo("[\"refund\"]");
        var path = "/categories/" + added.getInt("id");
        assertThat(client.get("/categories").getJsonArray("categories")).contains(added);
        assertThat(client.post("/classify", "{\"text\":\"A REFUND!\"}")
                        .getJsonArray("matches")
                        .getString(0))
                .isEqualTo("Refunds");
        assertThat(client.post(
                                "/classify",
                                "{\"text\":\"Wo ist es\",\"categories\":[{\"name\":\"b\",\"keywords\":[\"wo\"]},"
                                        + "{\"name\":\"a\",\"examples\":[\"ist es\"]},{\"name\":\"c\"}]}")
                        .getJsonArray("matches")
                        .toString())
                .isEqualTo("[\"a\",\"b\"]");
        assertThat(client.post("/categories/history", "")).containsKeys("texts", "people");
        send("POST", "/categories/history", "{\"id\":1}", 400);
        send("POST", "/categories", "{\"name\":\"Refunds\"}", 409);
        send("POST", "/categories", "{\"name\":\"x\",\"regex\":\"(?=a)\"}", 422);
        send("POST", "/categories", "{\"name\":\"x\",\"keywords\":[\"!\"]}", 422);
        send("POST", "/classify", "{\"text\":\"a\",\"categories\":[{\"keywords\":[\"a\"]}]}", 400);
        send("PUT", "/categories/999999", "{\"name\":\"x\"}", 404);
        assertThat(send("PUT", path, "{\"name\":\"Refunds\",\"regex\":\"re+fund\"}", 200)
                        .getJsonArray("keywords"))
                .isEmpty();
        send(
                "POST",
                "/campaigns",
                "{\"session\":\"category-api\",\"message_text\":\"Hi\",\"exclude_categories\":[\"Nowhere\"]}",
                422);
        send("DELETE", path, null, 204);
        send("DELETE", path, null, 404);
    }

    private JsonObject send(String method, String path, String json, int status) {
        var answer = client.exchange(
                method,
                path,
                json == null ? null : "application/json",
                json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        var body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as("%s %s: %s", method, path, body).isEqualTo(status);
        return body.isEmpty()
                ? JsonValue.EMPTY_JSON_OBJECT
                : Json.createReader(new StringReader(body)).readObject();
    }
}
