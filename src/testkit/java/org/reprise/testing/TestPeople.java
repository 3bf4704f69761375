package org.reprise.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;

/** People and tokens of a server, as its first owner makes them. */
public final class TestPeople {
    public static final String PASSWORD = "seven umbrellas under water";
    private static final String OWNER = "owner@example.org";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    private TestPeople(RepriseServer reprise) {
        this.base = reprise.baseUri();
    }

    /** Sets the server up: with the token in its data directory, where it asks for one. */
    public static TestPeople setUp(RepriseServer reprise) {
        var people = new TestPeople(reprise);
        var draft = Json.createObjectBuilder()
                .add("email", OWNER)
                .add("name", "Owner")
                .add("password", PASSWORD);
        // whoever is not known is told where the token is, and then it is there
        if (people.send("GET", "/me", null).statusCode() == 401) {
            draft.add("token", read(reprise));
        }
        people.need(200, people.send("POST", "/setup", draft));
        return people;
    }

    private static String read(RepriseServer reprise) {
        try {
            return Files.readString(reprise.dataDirectory().resolve("setup-token"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the cookie of a new sign-in, as a browser sends it */
    public String signIn(String email) {
        return cookie(need(
                200,
                send(
                        "POST",
                        "/sign-in",
                        Json.createObjectBuilder().add("email", email).add("password", PASSWORD))));
    }

    public String ownersCookie() {
        return signIn(OWNER);
    }

    /** @return the token of a program of the first account */
    public String token(String role) {
        return token(role, ownersCookie());
    }

    /** @param owner the cookie of one of the account's */
    public String token(String role, String owner) {
        var made = need(
                201,
                send(
                        "POST",
                        "/tokens",
                        Json.createObjectBuilder().add("name", "test " + role).add("role", role),
                        "Cookie",
                        owner));
        return json(made).getString("token");
    }

    /** @return the cookie of somebody new in the first account */
    public String join(String email, String role) {
        var invited = need(
                201,
                send(
                        "POST",
                        "/people",
                        Json.createObjectBuilder()
                                .add("email", email)
                                .add("name", email)
                                .add("role", role),
                        "Cookie",
                        ownersCookie()));
        return join(json(invited));
    }

    /** @return the cookie of the owner of another account */
    public String otherAccount(String email) {
        var made = need(
                201,
                send(
                        "POST",
                        "/accounts",
                        Json.createObjectBuilder()
                                .add("name", "Of " + email)
                                .add("owner_email", email)
                                .add("owner_name", email),
                        "Cookie",
                        ownersCookie()));
        return join(json(made));
    }

    private String join(JsonObject invited) {
        var link = invited.getString("link");
        return cookie(need(
                200,
                send(
                        "POST",
                        "/join",
                        Json.createObjectBuilder()
                                .add("invitation", link.substring(link.indexOf('#') + 1))
                                .add("password", PASSWORD))));
    }

    /**
     * @param body null: none
     * @param headers names and values in turn
     */
    public HttpResponse<String> send(String method, String path, JsonObjectBuilder body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body.build().toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            DescribedAnswers.check(method, path, answer.statusCode(), answer.headers(), answer.body());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> need(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
        return answer;
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(each -> each.replaceAll(";.*", ""))
                .filter(each -> each.contains("reprise-sign-in"))
                .findFirst()
                .orElseThrow();
    }

    public static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
