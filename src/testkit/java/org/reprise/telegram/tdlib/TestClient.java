package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.reprise.telegram.tdlib.dc.DataCentre;

/** A client of TDLib against the test data centre, spoken to one step at a time. */
final class TestClient {
    private static final String CONNECTION = "updateConnectionState";
    private static final String READY = "connectionStateReady";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Longer than TDLib keeps a change of its connection to itself, for it may be over by then. */
    private static final Duration STEADY = Duration.ofSeconds(5);

    final TdClient td;
    private final BlockingQueue<JsonObject> updates = new LinkedBlockingQueue<>();
    private String connection = "none yet";

    /** Opens the database in the directory, connected to the data centre. */
    TestClient(TdClients tdlib, DataCentre telegram, Path directory) {
        this(tdlib, telegram.port(), directory);
    }

    TestClient(TdClients tdlib, int proxyPort, Path directory) {
        td = tdlib.open(updates::add);
        // not awaited: it must come before the parameters
        td.ask(
                TdRequest.of("addProxy")
                        .add(
                                "proxy",
                                TdRequest.of("proxy")
                                        .add("server", "127.0.0.1")
                                        .add("port", proxyPort)
                                        .add(
                                                "type",
                                                TdRequest.of("proxyTypeSocks5")
                                                        .add("username", "")
                                                        .add("password", "")))
                        .add("enable", true)
                        .add("comment", "")
                        .build(),
                TIMEOUT);
        td.ask(
                TdRequest.of("setTdlibParameters")
                        .add("use_test_dc", false)
                        .add("database_directory", directory.toString())
                        .add("files_directory", "")
                        .add("database_encryption_key", "")
                        .add("use_file_database", true)
                        .add("use_chat_info_database", true)
                        .add("use_message_database", true)
                        .add("use_secret_chats", false)
                        .add("api_id", 1)
                        .add("api_hash", "hash")
                        .add("system_language_code", "en")
                        .add("device_model", "test")
                        .add("system_version", "1")
                        .add("application_version", "1")
                        .build(),
                TIMEOUT);
    }

    JsonObject ask(JsonObjectBuilder request) throws InterruptedException, TimeoutException {
        try {
            return td.ask(request.build(), TIMEOUT).get(TIMEOUT.toSeconds() + 5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TdError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the authorization state; earlier updates are dropped. */
    JsonObject awaitState(String state) throws InterruptedException, TimeoutException {
        return await(update -> update.getString("@type").equals("updateAuthorizationState")
                        && update.getJsonObject("authorization_state")
                                .getString("@type")
                                .equals("authorizationState" + state))
                .getJsonObject("authorization_state");
    }

    /**
     * Waits until the client has caught up: what happens from now on is news to it. It usually tells that it is
     * updating and then that it is ready again; when it is quick it tells neither, and is as ready as it said before.
     */
    void awaitConnection() throws InterruptedException, TimeoutException {
        if (connection.equals(READY)) {
            try {
                await(update -> update.getString("@type").equals(CONNECTION), STEADY);
            } catch (TimeoutException e) {
                return;
            }
        }
        while (!connection.equals(READY)) {
            await(CONNECTION);
        }
    }

    /** Waits for an update of the type; earlier updates are dropped. */
    JsonObject await(String type) throws InterruptedException, TimeoutException {
        return await(update -> update.getString("@type").equals(type));
    }

    JsonObject await(Predicate<JsonObject> wanted) throws InterruptedException, TimeoutException {
        return await(wanted, TIMEOUT);
    }

    private JsonObject await(Predicate<JsonObject> wanted, Duration within)
            throws InterruptedException, TimeoutException {
        var dropped = new ArrayList<String>();
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            var update = updates.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (update == null) {
                throw new TimeoutException("it did not come; but these did: " + dropped);
            }
            if (update.getString("@type").equals(CONNECTION)) {
                connection = update.getJsonObject("state").getString("@type");
            }
            if (wanted.test(update)) {
                return update;
            }
            dropped.add(update.getString("@type")
                    + (update.containsKey("state") ? update.get("state").toString() : ""));
        }
    }

    /** What came and was not waited for. */
    List<JsonObject> rest() {
        var rest = new ArrayList<JsonObject>();
        updates.drainTo(rest);
        return rest;
    }

    void loginAsBot(String token) throws InterruptedException, TimeoutException {
        awaitState("WaitPhoneNumber");
        ask(TdRequest.of("checkAuthenticationBotToken").add("token", token));
        awaitState("Ready");
        awaitConnection();
    }

    void loginWithPhone(String phone, String code) throws InterruptedException, TimeoutException {
        awaitState("WaitPhoneNumber");
        ask(TdRequest.of("setAuthenticationPhoneNumber").add("phone_number", phone));
        awaitState("WaitCode");
        ask(TdRequest.of("checkAuthenticationCode").add("code", code));
    }

    /** The chat with someone whom Telegram lets the session write to. */
    long chatWith(long userId) throws InterruptedException, TimeoutException {
        ask(TdRequest.of("getUser").add("user_id", userId));
        return ask(TdRequest.of("createPrivateChat").add("user_id", userId).add("force", false))
                .getJsonNumber("id")
                .longValue();
    }

    /** @return the message with its temporary id */
    JsonObject send(long chat, String text) throws InterruptedException, TimeoutException {
        return ask(message(chat, text));
    }

    static JsonObjectBuilder message(long chat, String text) {
        return TdRequest.of("sendMessage")
                .add("chat_id", chat)
                .add(
                        "input_message_content",
                        TdRequest.of("inputMessageText")
                                .add("text", TdRequest.of("formattedText").add("text", text)));
    }

    void close() throws InterruptedException, TimeoutException, ExecutionException {
        td.close().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
}
