package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reprise.testing.FreePort;

/**
 * The npm package telegram-test-api, a Bot API server that others wrote to test bots with.
 *
 * <p>Without node and npm, or when npm cannot fetch it, tests are skipped; with {@code CI=true} in the environment they
 * fail.
 */
final class ForeignTelegram implements AutoCloseable {
    private static final String PACKAGE = "telegram-test-api@4.2.1";
    private static final Path DIRECTORY = Path.of("target", "npm").toAbsolutePath();
    private static final String SERVER = "const TelegramServer = require('telegram-test-api');"
            + " new TelegramServer({host: '127.0.0.1', port: Number(process.argv[1])}).start()"
            + ".then(() => console.log('ready'))";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private ForeignTelegram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ForeignTelegram start() throws IOException, InterruptedException {
        if (!install()) {
            var missing = PACKAGE + " is not here: it takes node and npm, and npm's registry at the first time";
            return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
        }
        int port = FreePort.find();
        var builder = new ProcessBuilder("node", "-e", SERVER, String.valueOf(port)).redirectError(Redirect.INHERIT);
        builder.environment().put("NODE_PATH", DIRECTORY.resolve("node_modules").toString());
        var process = builder.start();
        if (!"ready".equals(process.inputReader().readLine())) {
            throw new IllegalStateException(PACKAGE + " does not start");
        }
        return new ForeignTelegram(process, port);
    }

    private static boolean install() throws IOException, InterruptedException {
        if (Files.isDirectory(DIRECTORY.resolve("node_modules/telegram-test-api"))) {
            return true;
        }
        Files.createDirectories(DIRECTORY);
        try {
            var npm = new ProcessBuilder(
                            "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", ".", PACKAGE)
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(DIRECTORY.toFile(), "npm.log"))
                    .start();
            return npm.waitFor() == 0;
        } catch (IOException e) {
            // no npm on the path
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What people and bots said to each other with that token, oldest first. */
    JsonObject history(String token) throws IOException, InterruptedException {
        return tell(
                "getUpdatesHistory", JsonFactories.object().add("token", token).build());
    }

    /** Somebody writes to the bot. */
    void write(String token, long user, String text, long at) throws IOException, InterruptedException {
        var message = JsonFactories.object()
                .add("botToken", token)
                .add(
                        "from",
                        JsonFactories.object()
                                .add("id", user)
                                .add("is_bot", false)
                                .add("first_name", "Anna"))
                .add("chat", JsonFactories.object().add("id", user).add("type", "private"))
                .add("date", at)
                .add("text", text);
        tell("sendMessage", message.build());
    }

    private JsonObject tell(String verb, JsonObject what) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + "/" + verb))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(what.toString()));
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        try (var reader = JsonFactories.READERS.createReader(new ByteArrayInputStream(answer.body()))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
