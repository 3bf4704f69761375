package org.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.telegram.tdlib.dc.Account;
import org.reprise.telegram.tdlib.dc.Arrived;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;
import org.reprise.testing.Browser;
import org.reprise.testing.RepriseClient;
import org.reprise.testing.RepriseServer;
import org.reprise.testing.TestReprise;

/** An account is connected to the packaged server through the real TDLib, and a campaign reaches who wrote to it. */
class AccountIT {
    private static final String PHONE = "+491700000001";
    private static final String CODE = "7385291";
    private static final String PASSWORD = "Zwei Schritte, bitte!";
    private static final Person OLGA = new Person(7, "Olga", null, "olga", "491700000001", null, Person.Kind.HUMAN);

    @TempDir
    private Path directory;

    private final List<String> answers = new ArrayList<>();
    private DataCentre telegram;
    private Account olga;
    private RepriseServer server;
    private RepriseClient client;

    @BeforeEach
    void start() throws IOException {
        telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"));
        olga = telegram.user(PHONE, CODE, PASSWORD, OLGA);
        LongStream.rangeClosed(101, 130)
                .forEach(id ->
                        olga.receives(Person.human(id, "Person " + id), "Hi", Instant.parse("2026-03-01T10:00:00Z")));
        server = RepriseServer.start(Map.of(
                "REPRISE_DATA_DIR",
                directory.toString(),
                "REPRISE_TDLIB_LIBRARY",
                telegram.library().toString(),
                "REPRISE_TELEGRAM_PROXY",
                "socks5://127.0.0.1:" + telegram.port(),
                "REPRISE_TELEGRAM_API_ID",
                "1",
                "REPRISE_TELEGRAM_API_HASH",
                "0123456789abcdef0123456789abcdef",
                "REPRISE_USER_RATE",
                "20"));
        client = new RepriseClient(server.baseUri());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (telegram != null) {
            telegram.close();
        }
    }

    @Test
    void aPhoneIsConnectedOverRestAndItsCampaignReachesWhoWroteToIt() throws IOException {
        assertThat(ask("/session/connect", "{\"phone\":\"" + PHONE + "\",\"account_id\":1}", 200)
                        .getString("status"))
                .isEqualTo("code_sent");
        assertThat(verify("00000", "", 400).getString("error")).contains("code");
        assertThat(verify(CODE, "", 400).getString("error")).startsWith("PASSWORD_NEEDED");
        assertThat(verify(CODE, "wrong", 400).getString("error")).contains("password");
        var connected = verify(CODE, PASSWORD, 200);
        assertThat(connected.getString("status")).isEqualTo("connected");
        ask("/session/connect", "{\"phone\":\"" + PHONE + "\",\"account_id\":1}", 409);

        client.execute(1, PHONE, "Hello from Olga", ",\"sleep_time\":0");
        TestReprise.await("everybody", () -> {
            var status = client.status(1);
            if (status.getString("status").equals("completed") && status.getInt("sent_count") < 30) {
                client.resume(1);
            }
            return status.getInt("sent_count") == 30;
        });
        assertThat(olga.arrived())
                .extracting(Arrived::recipient)
                .doesNotHaveDuplicates()
                .hasSize(30);

        server.kill9();
        server.restart();
        olga.receives(Person.human(131, "New"), "Hi", Instant.now());
        TestReprise.await("the new one is reached", () -> {
            client.exchange("POST", "/resume_campaign/1", null, BodyPublishers.noBody());
            return client.status(1).getInt("sent_count") == 31;
        });
        assertThat(olga.arrived())
                .extracting(Arrived::recipient)
                .doesNotHaveDuplicates()
                .hasSize(31);

        int id = connected.getInt("session_id");
        client.stop(1);
        TestReprise.await(
                "no campaign runs", () -> !client.status(1).getString("status").equals("running"));
        assertThat(client.exchange("DELETE", "/sessions/" + id, null, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
        assertThat(telegram.calls("auth.logOut")).isEqualTo(1);
        server.stop();
        assertNothingIsFound(CODE, PASSWORD, "0123456789abcdef0123456789abcdef");
    }

    @Test
    void anAccountIsConnectedOnThePageByScanAndPassword() throws Exception {
        try (var browser = Browser.open(server.baseUri())) {
            browser.go("/connections").click("sessions:connect");
            browser.click("way-SCAN");
            browser.type("connect:name", "olga");
            browser.click("connect:go");
            browser.await(
                    "the picture",
                    it -> it.run("return document.querySelector('.scan img') !== null")
                            .equals(true));
            assertThat(browser.barriers()).isEmpty();
            telegram.scan(scanned("/sessions/1/qr"), olga);
            browser.await("the password is asked for", it -> it.shows("connect:password"));
            assertThat(browser.text("connect")).contains("Two-step verification");
            browser.type("connect:password", PASSWORD);
            telegram.holdUp("messages.getDialogs");
            browser.click("connect:passwordGo");
            browser.awaitText("sessions:table", "Ready");
            browser.awaitText("sessions:table", "Not all chats are copied yet");
            assertThat(allChatsCopied()).isFalse();
            browser.click("sessions:sender:0:stopCopying");
            browser.await("it ends", it -> it.shows("sessions:sender:0:copy"));
            server.kill9();
            telegram.letGo("messages.getDialogs");
            server.restart();
            browser.go("/connections").awaitText("sessions:table", "Not all chats are copied yet");
            browser.click("sessions:sender:0:copy");
            browser.awaitText("sessions:table", "30 contacts");
            browser.await("it is said no more", it -> !it.text("sessions:table").contains("Not all chats"));
            assertThat(allChatsCopied()).isTrue();
        }
        assertNothingIsFound(PASSWORD);
    }

    private boolean allChatsCopied() {
        return client.get("/session/status")
                .getJsonArray("sessions")
                .getJsonObject(0)
                .getBoolean("all_chats_copied");
    }

    private String scanned(String path) throws Exception {
        var answer = client.exchange("GET", path, null, BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(200);
        var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        int width = picture.getWidth();
        int height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }

    private JsonObject verify(String code, String password, int status) {
        return ask(
                "/session/verify",
                "{\"phone\":\"" + PHONE + "\",\"code\":\"" + code + "\",\"account_id\":1"
                        + (password.isEmpty() ? "" : ",\"password\":\"" + password + "\"") + "}",
                status);
    }

    private JsonObject ask(String path, String json, int status) {
        HttpResponse<byte[]> answer = client.exchange("POST", path, "application/json", BodyPublishers.ofString(json));
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        answers.add(text);
        assertThat(answer.statusCode()).as(path + ": " + text).isEqualTo(status);
        return RepriseClient.json(answer);
    }

    private void assertNothingIsFound(String... secrets) throws IOException {
        for (var secret : secrets) {
            assertThat(server.log()).doesNotContain(secret);
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            try (var files = Files.walk(directory)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .contains(secret))
                            .as(file + " holds a secret")
                            .isFalse();
                }
            }
        }
    }
}
