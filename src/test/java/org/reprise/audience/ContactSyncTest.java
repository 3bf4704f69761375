package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.storage.Storage;
import org.reprise.telegram.Chat;
import org.reprise.telegram.Gateways;
import org.reprise.telegram.Identity;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.Sessions;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestOwnership;
import org.reprise.testing.TestTime;

class ContactSyncTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Object> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Supplier<Stream<Chat>> chats = () -> people(10);
    private volatile Runnable afterOne = () -> {};
    private final ScriptedTelegram telegram = new ScriptedTelegram(0);
    private Storage storage;
    private Sessions sessions;
    private Contacts contacts;
    private Session session;
    private ContactSync sync;

    private void given(TestDatabase database) {
        storage = database.open();
        sessions = new Sessions(storage, TestTime.running()) {
            @Override
            public void synced(Session done) {
                super.synced(done);
                afterOne.run();
            }
        };
        contacts = new Contacts(storage);
        telegram.via(Session.Via.TDLIB).listing(() -> {
            asked.incrementAndGet();
            return chats.get();
        });
        var opened = sessions.open(1, "olga", Session.Kind.USER, Session.Via.TDLIB);
        session = sessions.connected(opened.id(), new Identity(7, "olga", "+491700000001"))
                .session();
        restart();
    }

    private void restart() {
        sync = new ContactSync(
                sessions, new Gateways(List.of(telegram), new TestOwnership()), contacts, told::add, threads);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Stream<Chat> people(long most) {
        return LongStream.rangeClosed(1, most).mapToObj(id -> Chat.unnamed(id, Instant.EPOCH.plusSeconds(id)));
    }

    private static Stream<Chat> breakingOffAfter(long some) {
        return Stream.concat(people(some), Stream.of(0L).map(none -> {
            throw new IllegalStateException("Too Many Requests: retry after 7");
        }));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatBreaksOffIsBegunAgainUntilItIsDone(TestDatabase database) {
        given(database);
        chats = () -> breakingOffAfter(3);
        sync.start(session);
        await("it broke off", () -> asked.get() == 1 && sync.progress(session).equals(java.util.Optional.of(3L)));
        assertThat(sync.isComplete(session)).isFalse();
        chats = () -> people(10);
        await("it is done", () -> sync.isComplete(session));
        assertThat(contacts.count(session)).isEqualTo(10);
        await("it ends", () -> sync.progress(session).isEmpty());
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAServerLeftUndoneTheNextOneDoes(TestDatabase database) {
        given(database);
        sessions.wantSync(session);
        restart();
        sync.goOn();
        await("it is done", () -> sync.isComplete(session));
        assertThat(contacts.count(session)).isEqualTo(10);
        restart();
        sync.goOn();
        assertThat(sync.progress(session)).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAnOperatorEndsStaysEndedUntilSomebodyAsks(TestDatabase database) throws InterruptedException {
        given(database);
        var waits = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        chats = () -> people(10).peek(chat -> {
            try {
                waits.countDown();
                Thread.sleep(3_600_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException();
            }
        });
        sync.start(session);
        waits.await();
        sync.stop(session);
        interrupted.await();
        assertThat(sync.progress(session)).isEmpty();
        restart();
        sync.goOn();
        assertThat(sync.progress(session)).isEmpty();
        assertThat(sync.isComplete(session)).isFalse();
        assertThat(asked).hasValue(1);
        chats = () -> people(10);
        sync.start(session);
        await("it is done", () -> sync.isComplete(session));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoAsksWhileACopyEndsGetsAnotherOne(TestDatabase database) {
        given(database);
        afterOne = () -> {
            if (asked.get() == 1) {
                sync.start(session);
            }
        };
        sync.start(session);
        await("both are done", () -> told.size() == 2);
        assertThat(asked).hasValue(2);
        assertThat(sync.isComplete(session)).isTrue();
        assertThat(sync.progress(session)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAServerThatStopsCannotBeginTheNextOneDoes(TestDatabase database) {
        given(database);
        threads.shutdownNow();
        sync.start(session);
        assertThat(sync.progress(session)).isEmpty();
        assertThat(sessions.needsSync(session)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSessionThatIsLostIsNotAskedAgain(TestDatabase database) {
        given(database);
        chats = () -> {
            sessions.change(session.id(), SessionState.LOST, "revoked");
            throw new IllegalStateException("it is not connected");
        };
        sync.start(session);
        await("it ends", () -> asked.get() > 0 && sync.progress(session).isEmpty());
        assertThat(asked).hasValue(1);
        assertThat(sync.isComplete(session)).isFalse();
    }
}
