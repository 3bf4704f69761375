package org.reprise.telegram.botapi;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.storage.Storage;
import org.reprise.telegram.Identity;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.SenderReach;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;
import org.reprise.telegram.StoredFiles;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;
import org.reprise.testing.TestTime;

/** The room's parts, wired as the container would, over a real database. */
final class Bots implements AutoCloseable {
    /** Instead of every minute. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    final Settings settings;
    final Storage storage;
    final Sessions sessions;
    final Secrets secrets;
    final Tokens tokens;
    final BotApiClient wire;
    final HearingStatus hearing;
    final Health health;
    final Webhooks webhooks;
    final StoredFiles files;
    final HandoverJournals journals;
    final BotApiGateway gateway;
    final BotApiConnector connector;

    /** The events that were fired. */
    final Queue<Object> told = new ConcurrentLinkedQueue<>();

    final TestOwnership ownership = new TestOwnership();
    private final ThreadPoolExecutor work = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    /** @param keys settings, and their values */
    static Bots at(String url, String... keys) {
        var all = new HashMap<>(Map.of(
                "REPRISE_BOT_API_URL",
                url,
                "REPRISE_REPLY_TIMEOUT_SECONDS",
                "3",
                "REPRISE_DB_URL",
                TestDatabase.SQLITE.url()));
        for (int key = 0; key < keys.length; key += 2) {
            all.put(keys[key], keys[key + 1]);
        }
        return new Bots(TestDatabase.settings(all));
    }

    Bots(Settings settings) {
        this.settings = settings;
        var time = TestTime.running();
        storage = TestDatabase.open(settings);
        sessions = new Sessions(storage, time);
        secrets = new Secrets(storage, new Vault(settings));
        tokens = new Tokens(secrets);
        var threads = new Threads(Thread::new, work, timer);
        wire = new BotApiClient(settings, threads, ownership, time);
        hearing = new HearingStatus(time, new SenderReach(time));
        health = new Health(sessions, tokens, hearing, this::tell);
        var intake = new UpdateHandler(new TakenUpdates(storage), this::tell);
        webhooks = new Webhooks(settings, sessions, secrets, intake, hearing);
        files = new StoredFiles(settings);
        journals = new HandoverJournals(settings);
        var post = new MessageSender(settings, wire, files, new UploadedFileIds(storage), threads, journals);
        gateway = new BotApiGateway(settings, post, tokens, health, threads, time, this::tell);
        connector = new BotApiConnector(
                tokens, new ReceptionTools(wire, webhooks, intake, health, threads, time, LOOK_EVERY));
    }

    /** What happens when an event is fired, besides. */
    volatile Consumer<Object> observer = event -> {};

    private void tell(Object event) {
        observer.accept(event);
        told.add(event);
    }

    /** Whether nothing is at work, but what waits for Telegram or for its time. */
    boolean isIdle() {
        return work.getActiveCount() == 0;
    }

    /** A session that is connected with that token. */
    Session ready(String name, String token) {
        var session = sessions.open(1, name, Session.Kind.BOT, Session.Via.BOTAPI);
        tokens.keep(session, token);
        sessions.connected(session.id(), new Identity(Long.parseLong(token.split(":")[0]), name + "_bot", null));
        return session;
    }

    <T> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        connector.goDown();
        wire.close();
        timer.shutdownNow();
        work.shutdownNow();
    }
}
