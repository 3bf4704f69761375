package org.reprise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an operator's script does with Reprise, over HTTP. Every call expects a 200 unless it says otherwise. */
public final class RepriseClient {
    /** HTTP/1.1 as scripts speak it; by itself Java's client would ask for an upgrade with each connection. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;

    public RepriseClient(URI base) {
        this.base = base;
    }

    public JsonObject execute(long campaign, String session, String message, String otherMembers) {
        return post(
                "/execute_campaign",
                "{\"campaign_id\":" + campaign + ",\"session\":\"" + session + "\",\"message\":\"" + message + "\""
                        + otherMembers + "}");
    }

    public JsonObject update(long campaign, String members) {
        return post("/update_campaign/" + campaign, members);
    }

    public JsonObject stop(long campaign) {
        return post("/stop_campaign/" + campaign, "");
    }

    public JsonObject resume(long campaign) {
        return post("/resume_campaign/" + campaign, "");
    }

    public JsonObject data(long campaign) {
        return get("/campaign_data/" + campaign);
    }

    public JsonObject status(long campaign) {
        return get("/campaign_status/" + campaign);
    }

    public long processed(long campaign) {
        var status = status(campaign);
        return status.getInt("sent_count") + status.getInt("failed_count") + status.getInt("uncertain_count");
    }

    /** Every user id that the campaign sent to, page by page. */
    public List<String> sentUsers(long campaign) {
        var users = new ArrayList<String>();
        String next = "";
        do {
            var page = get("/campaigns/" + campaign + "/sent?limit=1000" + next);
            page.getJsonArray("users").forEach(user -> users.add(((jakarta.json.JsonString) user).getString()));
            next = page.containsKey("next_cursor") ? "&cursor=" + page.getString("next_cursor") : "";
        } while (!next.isEmpty());
        return users;
    }

    public JsonObject importCsv(String session, Path csv) {
        try {
            return send("POST", "/contacts/import?session=" + session, "text/csv", BodyPublishers.ofFile(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonObject get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    public JsonObject post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    private JsonObject send(String method, String path, String type, BodyPublisher body) {
        var response = exchange(method, path, type, body);
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + new String(response.body()))
                .isEqualTo(200);
        return json(response);
    }

    /** Any answer. {@code headers} are names and values in turn. */
    public HttpResponse<byte[]> exchange(
            String method, String path, String type, BodyPublisher body, String... headers) {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, body).timeout(Duration.ofSeconds(120));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonObject json(HttpResponse<byte[]> response) {
        try (var reader = Json.createReader(new ByteArrayInputStream(response.body()))) {
            return reader.readObject();
        }
    }
}
