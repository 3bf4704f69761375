package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.testing.TestDatabase;

class SessionsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void findsWhatWasOpenedByNameAndById(TestDatabase database) {
        var sessions = new Sessions(database.open());
        var opened = sessions.open(7, "../Анна's bot", Session.Kind.SANDBOX);
        assertThat(opened).isEqualTo(new Session(1, 7, "../Анна's bot", Session.Kind.SANDBOX, null));
        assertThat(sessions.find(opened.name())).contains(opened);
        assertThat(sessions.find(opened.id())).contains(opened);
        assertThat(sessions.find("nobody")).isEmpty();
        assertThat(sessions.find(99)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void openingAgainKeepsTheSessionAndUsesUpNoId(TestDatabase database) {
        var sessions = new Sessions(database.open());
        var first = sessions.open(1, "first", Session.Kind.SANDBOX);
        assertThat(sessions.open(2, "first", Session.Kind.BOT)).isEqualTo(first);
        var second = sessions.open(1, "second", Session.Kind.BOT);
        assertThat(second.id()).isEqualTo(first.id() + 1);
        assertThat(sessions.all()).containsExactly(first, second);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sixteenThreadsThatOpenOneNameGetOneSession(TestDatabase database) throws Exception {
        var sessions = new Sessions(database.open());
        var together = new CyclicBarrier(16);
        var opening = new ArrayList<Callable<Session>>();
        for (int caller = 1; caller <= 16; caller++) {
            long account = caller;
            opening.add(() -> {
                together.await();
                return sessions.open(account, "shared", Session.Kind.SANDBOX);
            });
        }
        var threads = Executors.newFixedThreadPool(16);
        try {
            var opened = new ArrayList<Session>();
            for (var answer : threads.invokeAll(opening)) {
                opened.add(answer.get());
            }
            assertThat(opened).containsOnly(sessions.find("shared").orElseThrow());
            assertThat(sessions.all()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void needsItsChatsOnce(TestDatabase database) {
        var sessions = new Sessions(database.open());
        var session = sessions.open(1, "demo", Session.Kind.SANDBOX);
        var other = sessions.open(1, "other", Session.Kind.SANDBOX);
        assertThat(sessions.needsSync(session)).isTrue();
        sessions.synced(session);
        assertThat(sessions.needsSync(session)).isFalse();
        assertThat(sessions.needsSync(other)).isTrue();
    }
}
