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

/** Attributes, tags and zones of contacts, in pages and by programs. */
class AttributesIT {
    private final RepriseClient client = new RepriseClient(UiServer.get().baseUri());

    @Test
    void attributesAreDeclaredFilledAndDeletedInPages(@TempDir Path directory) throws IOException {
        client.importCsv(
                "kept-people",
                Files.writeString(directory.resolve("people.csv"), "user_id,first_name\n91,Anna\n92,Berta\n"));
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/contacts?session=kept-people").click("head:attributes");
            browser.await("the drawer", it -> it.shows("attributes:name"));
            assertThat(browser.barriers()).isEmpty();
            browser.type("attributes:name", "zone");
            browser.click("attributes:add");
            browser.awaitText("attributes:refused", "zone is known of each contact anyway");
            browser.type("attributes:name", "Page_City");
            browser.click("attributes:add");
            browser.awaitText("attributes:all", "page_city");

            browser.go("/contacts?session=kept-people&person=91");
            browser.await("the contact", it -> it.shows("contact:newTag"));
            assertThat(browser.barriers()).isEmpty();
            browser.type("contact:newTag", "regular, page tag");
            browser.click("contact:addTag");
            browser.awaitText("contact:details", "page tag");
            browser.click("contact:tag:1:off");
            browser.await("the tag is off", it -> !it.text("contact:details").contains("regular"));
            browser.click("contact:edit");
            browser.await("the form", it -> it.shows("contact:zone"));
            assertThat(browser.barriers()).isEmpty();
            browser.type("contact:value:" + place(browser) + ":text", "K\u202Eöln");
            browser.click("contact:save");
            browser.awaitText("contact:refused", "page_city must be a text without the character U+202E");
            browser.type("contact:value:" + place(browser) + ":text", "Köln");
            browser.type("contact:zone", "Mars");
            browser.click("contact:save");
            browser.awaitText("contact:refused", "A time zone is named like Europe/Berlin");
            browser.type("contact:zone", "europe/berlin");
            browser.click("contact:save");
            browser.awaitText("contact:details", "Köln");
            browser.awaitText("contact:details", "Europe/Berlin entered by hand");

            browser.go("/contacts?session=kept-people&tag=page+tag");
            browser.awaitText("contacts:table", "Anna");
            assertThat(browser.text("contacts:table")).doesNotContain("Berta");

            browser.click("head:attributes");
            browser.await("the drawer", it -> it.shows("attributes:name"));
            browser.run("Array.from(document.querySelectorAll('#attributes\\\\:all li'))"
                    + ".find(each => each.textContent.includes('page_city')).querySelector('button').click()");
            browser.awaitText("unkeeping", "People who lose a value: 1");
            browser.click("unkeeping:yes");
            browser.await("it is gone", it -> !it.text("attributes:all").contains("page_city"));
        }
        assertThat(client.get("/contacts/kept-people/91").getJsonObject("attributes"))
                .isEmpty();
    }

    @Test
    void aColumnOfAFileDeclaresAnAttributeInThePage(@TempDir Path directory) throws IOException {
        client.importCsv("kept-file", Files.writeString(directory.resolve("people.csv"), "user_id\n97\n"));
        var file = Files.writeString(
                directory.resolve("more.csv"), "user_id,Postleitzahl,Gruppe\n97,50667,vip\n98,,new\n");
        try (var browser = Browser.open(UiServer.get().baseUri())) {
            browser.go("/contacts?session=kept-file").click("head:import");
            browser.await("the drawer", it -> it.shows("import:into"));
            browser.attach("import:file", file);
            browser.await("the columns", it -> it.has("import:column:1:holds"));
            browser.choose("import:column:1:holds", "New attribute…");
            browser.await("its name", it -> it.has("import:column:1:name"));
            assertThat(browser.run("return document.getElementById('import:column:1:name').value"))
                    .isEqualTo("postleitzahl");
            assertThat(browser.run("return document.getElementById('import:column:1:type').value"))
                    .isEqualTo("NUMBER");
            browser.choose("import:column:1:type", "Text");
            browser.choose("import:column:2:holds", "Tags");
            assertThat(browser.barriers()).isEmpty();
            browser.type("import:tags", "spring");
            browser.click("import:start");
            browser.awaitText("import:job", "1 new, 1 updated, 0 left out");
            browser.attach("import:file", file);
            browser.await("the columns", it -> it.has("import:column:1:holds"));
            browser.choose("import:column:1:holds", "Attribute: postleitzahl");
            browser.choose("import:column:2:holds", "Tags");
            browser.await("it can be imported", it -> it.isEnabled("import:start"));
            browser.click("import:start");
            browser.awaitText("import:job", "People of whom the file says nothing new: 2");
        }
        var contact = client.get("/contacts/kept-file/97");
        assertThat(contact.getJsonObject("attributes").toString()).isEqualTo("{\"postleitzahl\":\"50667\"}");
        assertThat(contact.getJsonArray("tags").toString()).isEqualTo("[\"spring\",\"vip\"]");
    }

    private static long place(Browser browser) {
        return (Long) browser.run("return Array.from(document.querySelectorAll('#contact\\\\:editing label'))"
                + ".findIndex(each => each.textContent === 'page_city')");
    }

    @Test
    void onAPhoneInGerman(@TempDir Path directory) throws IOException {
        client.importCsv("kept-people", Files.writeString(directory.resolve("people.csv"), "user_id\n93\n"));
        send("POST", "/contacts/kept-people/93/tags", "{\"tags\":[\"ein ziemlich langer Tag, der\"]}", 422);
        send(
                "POST",
                "/contacts/kept-people/93/tags",
                "{\"tags\":[\"ein ziemlich langer Tag der nicht endet\",\"b\"]}",
                200);
        try (var phone = Browser.open(UiServer.get().baseUri(), "de-DE", 390, 844)) {
            phone.go("/contacts").click("head:attributes");
            phone.awaitText("attributes", "Neues Attribut");
            assertThat(phone.barriers()).isEmpty();
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
            phone.go("/contacts?session=kept-people&person=93");
            phone.awaitText("contact:details", "ein ziemlich langer Tag");
            assertThat(phone.barriers()).isEmpty();
            assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        }
    }

    @Test
    void programsDoTheSame() {
        var added = send("POST", "/attributes", "{\"name\":\"Api_City\",\"type\":\"text\"}", 201);
        assertThat(added.getString("name")).isEqualTo("api_city");
        assertThat(client.get("/attributes").getJsonArray("attributes")).contains(added);
        send("POST", "/attributes", "{\"name\":\"api_city\",\"type\":\"flag\"}", 409);
        send("POST", "/attributes", "{\"name\":\"phone\",\"type\":\"text\"}", 422);
        send("POST", "/attributes", "{\"name\":\"a b\",\"type\":\"text\"}", 422);
        send("POST", "/attributes", "{\"name\":\"ab\",\"type\":\"colour\"}", 422);
        importCsv("", "user_id,Ort,Gruppe\n95,Köln,vip;new\n", 200);
        assertThat(client.get("/contacts/kept-api/95").getJsonObject("attributes"))
                .isEmpty();
        var brought = importCsv(
                "&map=Ort:attribute:API_CITY,Gruppe:tag&tags=spring", "user_id,Ort,Gruppe\n95,Köln,vip;new\n", 200);
        assertThat(brought.getInt("updated")).isEqualTo(1);
        importCsv("&map=Ort:attribute:nowhere", "user_id,Ort\n95,Köln\n", 400);
        importCsv("&mode=replace", "user_id\n95\n", 400);
        importCsv("&mode=tag", "user_id\n95\n", 422);
        importCsv("&tags=a,,b", "user_id\n95\n", 422);
        assertThat(importCsv("&mode=tag&tags=spring", "user_id\n95\n96\n", 200).getInt("skipped"))
                .isEqualTo(1);

        var path = "/contacts/kept-api/95";
        var contact = client.get(path);
        assertThat(contact.getJsonArray("tags").toString()).isEqualTo("[\"new\",\"spring\",\"vip\"]");
        assertThat(contact.getJsonObject("attributes").toString()).isEqualTo("{\"api_city\":\"Köln\"}");
        assertThat(send("PATCH", path, contact.toString(), 200))
                .as("an answer sent back")
                .isEqualTo(contact);
        var changed = send(
                "PATCH",
                path,
                "{\"first_name\":\"Ann\",\"attributes\":{\"api_city\":null},\"tags\":[\"one\"],\"zone\":\"Asia/Tokyo\"}",
                200);
        assertThat(changed.getString("zone_source")).isEqualTo("api");
        assertThat(changed.getJsonArray("tags").toString()).isEqualTo("[\"one\"]");
        assertThat(changed.getJsonObject("attributes")).isEmpty();
        send("PATCH", path, "{\"attributes\":{\"nowhere\":1}}", 422);
        send("PATCH", path, "{\"attributes\":{\"api_city\":1}}", 422);
        send("PATCH", path, "{\"attributes\":[]}", 400);
        send("PATCH", path, "{\"colour\":\"red\"}", 400);
        send("PATCH", path, "{\"zone\":\"+02:00\"}", 422);
        send("PATCH", path, "{\"tags\":[\"a\"],\"add_tags\":[\"b\"]}", 400);
        send("PATCH", path, "{\"zone_source\":\"operator\"}", 422);
        send("PATCH", "/contacts/kept-api/4711", "{\"first_name\":\"Ann\"}", 404);
        assertThat(send("POST", path + "/tags", "{\"tags\":[\"two\"]}", 200)
                        .getJsonArray("tags")
                        .toString())
                .isEqualTo("[\"one\",\"two\"]");
        assertThat(send("DELETE", path + "/tags?tag=one", null, 200)
                        .getJsonArray("tags")
                        .toString())
                .isEqualTo("[\"two\"]");
        send("DELETE", path + "/tags?tag=nobodys", null, 422);
        send("DELETE", path + "/tags", null, 400);
        assertThat(client.get(path + "/export").getJsonObject("contact").getString("zone"))
                .isEqualTo("Asia/Tokyo");
        send("DELETE", "/attributes/" + added.getInt("id"), null, 204);
        send("DELETE", "/attributes/" + added.getInt("id"), null, 404);
        send("DELETE", "/tags/999999", null, 404);
    }

    private JsonObject importCsv(String query, String csv, int status) {
        return answered("POST", "/contacts/import?session=kept-api" + query, "text/csv", csv, status);
    }

    private JsonObject send(String method, String path, String json, int status) {
        return answered(method, path, json == null ? null : "application/json", json, status);
    }

    private JsonObject answered(String method, String path, String type, String text, int status) {
        var answer = client.exchange(
                method, path, type, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        var body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as("%s %s: %s", method, path, body).isEqualTo(status);
        return body.isEmpty()
                ? JsonValue.EMPTY_JSON_OBJECT
                : Json.createReader(new StringReader(body)).readObject();
    }
}
