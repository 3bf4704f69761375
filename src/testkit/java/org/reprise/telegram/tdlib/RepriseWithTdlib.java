package org.reprise.telegram.tdlib;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.storage.Storage;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionStateChanged;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.StoredFiles;
import org.reprise.testing.FlakyDatabase;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;
import org.reprise.testing.TestTime;

/** The gateway's room as the container would wire it, over a data directory that a later one may take over. */
final class RepriseWithTdlib implements AutoCloseable {
    final Settings settings;
    final Sessions sessions;
    final Secrets secrets;
    final TdConnector connector;
    final TdGateway gateway;
    final TdClients tdlib;
    final TdSessions logins;
    final StoredFiles files;
    final List<Incoming.Happening> happenings = new CopyOnWriteArrayList<>();
    final FlakyDatabase database = new FlakyDatabase(1, 1);
    final List<SessionStateChanged> changes = new CopyOnWriteArrayList<>();

    /** What taking something in does, besides. */
    volatile Consumer<Incoming> keeping = incoming -> {};

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(4);

    /** @param library with the test data centre's key, or null: where Reprise looks by itself */
    RepriseWithTdlib(Path library, int proxyPort, Path dataDir) {
        this(keys(library, proxyPort, dataDir));
    }

    static Map<String, String> keys(Path library, int proxyPort, Path dataDir) {
        return Map.of(
                "REPRISE_DATA_DIR",
                dataDir.toString(),
                "REPRISE_TDLIB_LIBRARY",
                library == null ? "" : library.toString(),
                "REPRISE_TELEGRAM_PROXY",
                "socks5://127.0.0.1:" + proxyPort,
                "REPRISE_TELEGRAM_API_ID",
                "1",
                "REPRISE_TELEGRAM_API_HASH",
                "0123456789abcdef0123456789abcdef",
                "REPRISE_REPLY_TIMEOUT_SECONDS",
                "5");
    }

    RepriseWithTdlib(Map<String, String> keys) {
        this(keys, Duration.ofMinutes(10));
    }

    /** @param loginPatience after which a login that nobody finishes is ended */
    RepriseWithTdlib(Map<String, String> keys, Duration loginPatience) {
        settings = Settings.from(key -> Optional.ofNullable(keys.get(key)));
        Storage storage = TestDatabase.open(settings, database);
        sessions = new Sessions(storage, TestTime.running());
        secrets = new Secrets(storage, new Vault(settings));
        tdlib = new TdClients(settings, Thread::new, TestTime.running());
        logins = new TdSessions(
                settings, tdlib, secrets, sessions, threads, new SenderReach(TestTime.running()), this::tell);
        connector = new TdConnector(settings, logins, sessions, secrets, loginPatience);
        files = new StoredFiles(settings);
        gateway = new TdGateway(settings, logins, tdlib, files);
    }

    private void tell(Object event) {
        if (event instanceof Incoming incoming) {
            keeping.accept(incoming);
            happenings.addAll(incoming.happenings());
        } else if (event instanceof SessionStateChanged change) {
            changes.add(change);
        }
    }

    /** A session to be connected. */
    Session session(String name, Session.Kind kind) {
        return sessions.open(1, name, kind, Session.Via.TDLIB);
    }

    /** Until what happened while away was heard, and messages are taken. */
    void awaitCaughtUp(Session session) {
        TestReprise.await("caught up", () -> logins.of(session).orElseThrow().isCaughtUp());
    }

    /** Notes that the session is connected, as ConnectionService does after its last step. */
    void note(Session session, LoginStep step) {
        sessions.connected(session.id(), ((LoginStep.Connected) step).identity());
    }

    /** As a lane does it. */
    CompletionStage<SendOutcome> send(Session session, OutgoingMessage message) {
        gateway.prepare(session, message);
        return gateway.send(session, message);
    }

    /** Whether everything is done that was put off. */
    boolean isIdle() {
        return threads.getQueue().isEmpty() && threads.getActiveCount() == 0;
    }

    @Override
    public void close() throws IOException {
        tdlib.close();
        threads.shutdownNow();
    }
}
