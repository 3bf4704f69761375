package org.reprise.testing.fakebot;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** A fake Bot API in a process of its own, and what a test says to it. */
public final class FakeTelegram implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final int port;

    private FakeTelegram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static FakeTelegram start() {
        return start(0);
    }

    /** @param port 0: a free one */
    public static FakeTelegram start(int port) {
        try {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx768m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FakeBotApi.class.getName(),
                            String.valueOf(port))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var ready = process.inputReader().readLine();
            if (ready == null) {
                throw new IllegalStateException("The fake Bot API ended with " + process.waitFor());
            }
            return new FakeTelegram(process, Integer.parseInt(ready.substring("ready ".length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** For {@code REPRISE_BOT_API_URL}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** @return its token */
    public String bot(long id) {
        var token = id + ":fake-token-of-" + id;
        tell("bot", Json.object().add("token", token));
        return token;
    }

    public void revoke(String token) {
        tell("revoke", Json.object().add("token", token));
    }

    public void meets(Fault fault) {
        tell("fault", Json.object(fault.json()));
    }

    public void meetsNoFaults() {
        tell("no-faults", Json.object());
    }

    /** From now on a connection without a request for so long is closed; 0: never. */
    public void closesIdleConnectionsAfter(int millis) {
        tell("idle", Json.object().add("millis", millis));
    }

    /** @param update as Telegram sends it; without an id it gets the next one */
    public void push(String token, JsonObject update) {
        tell("push", Json.object().add("token", token).add("update", update));
    }

    /** The updates that nobody has taken in. */
    public int waiting(String token) {
        return tell("state", Json.object().add("token", token)).getInt("waiting");
    }

    /** Empty when there is none. */
    public String webhook(String token) {
        return tell("state", Json.object().add("token", token)).getString("webhook");
    }

    /** What any other program with the token can do. */
    public void setsWebhook(String token, String url) {
        call(token, "setWebhook", Json.object().add("url", url));
    }

    /** The same. */
    public void deletesWebhook(String token) {
        call(token, "deleteWebhook", Json.object());
    }

    /** The same: it ends the question that is open, and answers with what is there at once. */
    public void polls(String token) {
        call(token, "getUpdates", Json.object().add("timeout", 0));
    }

    private void call(String token, String method, JsonObjectBuilder parameters) {
        post(url() + "/bot" + token + "/" + method, parameters);
    }

    /** Every message that was accepted, in order. */
    public List<Accepted> record() {
        var record = tell("record", Json.object().add("from", 0));
        var messages = record.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(Accepted::of)
                .toList();
        if (messages.size() < record.getInt("count")) {
            throw new IllegalStateException("The fake took more messages than it can keep");
        }
        return messages;
    }

    /** The chats of all messages of that bot which was not told what became of them, in order. */
    public List<Long> unanswered(String token) {
        return chats(tell("unanswered", Json.object().add("token", token)));
    }

    /**
     * The chats of the bot's messages that had arrived by {@code to} and were not answered before {@code from}, both in
     * milliseconds since 1970.
     */
    public List<Long> onTheWire(String token, long from, long to) {
        return chats(tell(
                "on-the-wire",
                Json.object().add("token", token).add("from", from).add("to", to)));
    }

    private static List<Long> chats(JsonObject told) {
        return told.getJsonArray("chats").getValuesAs(JsonNumber.class).stream()
                .map(JsonNumber::longValue)
                .toList();
    }

    public int count() {
        return tell("record", Json.object().add("from", Integer.MAX_VALUE)).getInt("count");
    }

    public void forget() {
        tell("forget", Json.object());
    }

    /** From now on it counts what it accepts, and remembers nothing of it. */
    public void keepsNoRecord() {
        tell("keep-none", Json.object());
    }

    private JsonObject tell(String verb, JsonObjectBuilder what) {
        return post(url() + "/control/" + verb, what);
    }

    private static JsonObject post(String url, JsonObjectBuilder what) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(what.build().toString()));
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + " was answered with " + answer.body());
            }
            return Json.read(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
