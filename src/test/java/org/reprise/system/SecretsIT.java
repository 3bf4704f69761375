package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestReprise;
import org.reprise.testing.fakebot.FakeTelegram;
import org.reprise.testing.fakebot.Fault;

/** A token is shown to Reprise once, and seen nowhere again: in no file, log, answer or page. */
class SecretsIT {
    @TempDir
    private Path directory;

    private final List<String> answers = new ArrayList<>();

    @Test
    void noTokenIsFoundInLogsAnswersPagesOrFiles() throws IOException {
        try (var telegram = FakeTelegram.start();
                var server = RepriseServer.start(
                        Map.of("REPRISE_DATA_DIR", directory.toString(), "REPRISE_BOT_API_URL", telegram.url()))) {
            var client = new RepriseClient(server.baseUri());
            var token = telegram.bot(8_001);
            var wrong = "8002:AAHwrongTokenThatNobodyKnows0123456789";
            connect(client, "shop", token);
            connect(client, "other", wrong);
            connect(client, token, token);
            ask(
                    client,
                    "POST",
                    "/execute_campaign",
                    "{\"campaign_id\":1,\"session\":\"" + wrong + "\",\"message\":\"Hello\"}");
            Files.writeString(directory.resolve("people.csv"), "user_id\n7001\n7002\n7003\n7004\n");
            client.importCsv("shop", directory.resolve("people.csv"));
            telegram.meets(Fault.reset().afterAccepting().forChat(7_002));
            telegram.meets(
                    Fault.answer(403, "Forbidden: bot was blocked by the user").forChat(7_003));
            client.execute(2, "shop", "Hello", ",\"sleep_time\":0");
            TestReprise.await(
                    "completed", () -> client.status(2).getString("status").equals("completed"));
            telegram.revoke(token);
            TestReprise.await(
                    "lost", () -> ask(client, "GET", "/session/status", "").contains("lost"));
            for (var path : List.of(
                    "/session/status?account_id=1",
                    "/campaigns",
                    "/campaign_status/2",
                    "/campaign_logs/2",
                    "/campaign_data/2",
                    "/",
                    "/connections",
                    "/contacts",
                    "/editor",
                    "/openapi")) {
                ask(client, "GET", path, "");
            }
            server.kill9();
            for (var secret : List.of(token, token.substring(5), wrong, wrong.substring(5))) {
                assertThat(server.log()).as("log").doesNotContain(secret);
                assertThat(answers).as("answers").noneMatch(answer -> answer.contains(secret));
                assertThat(filesWith(secret)).as("files").isEmpty();
            }
        }
    }

    private void connect(RepriseClient client, String name, String token) {
        ask(
                client,
                "POST",
                "/sessions",
                "{\"account_id\":1,\"name\":\"" + name + "\",\"kind\":\"bot\",\"token\":\"" + token + "\"}");
    }

    private String ask(RepriseClient client, String method, String path, String json) {
        var answer = client.exchange(method, path, "application/json", BodyPublishers.ofString(json));
        var text = answer.headers().map() + new String(answer.body(), StandardCharsets.UTF_8);
        answers.add(text);
        return text;
    }

    private List<Path> filesWith(String secret) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> latin(file).contains(secret))
                    .toList();
        }
    }

    /** Byte for byte. */
    private static String latin(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
