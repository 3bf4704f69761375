package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.Settings;
import org.reprise.access.Account;
import org.reprise.access.Accounts;
import org.reprise.security.Vault;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class SessionsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void findsWhatWasOpenedByNameAndById(TestDatabase database) {
        var sessions = new Sessions(database.open(), TestTime.running());
        var opened = sessions.open(7, "../Анна's bot", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        assertThat(opened).isEqualTo(new Session(1, 7, "../Анна's bot", Session.Kind.SANDBOX, Session.Via.SANDBOX));
        assertThat(sessions.find(opened.name())).contains(opened);
        assertThat(sessions.find(opened.id())).contains(opened);
        assertThat(sessions.find("nobody")).isEmpty();
        assertThat(sessions.find(99)).isEmpty();
    }

    /** Its login failed only as far as the caller was told. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void oneThatIsConnectedIsNotForgottenNorAreItsSecrets(TestDatabase database) {
        var storage = database.open();
        var sessions = new Sessions(storage, TestTime.running());
        var secrets = new Secrets(storage, new Vault(TestDatabase.settings(Map.of())));
        var shop = sessions.open(1, "shop", Session.Kind.BOT, Session.Via.BOTAPI);
        var other = sessions.open(1, "other", Session.Kind.BOT, Session.Via.BOTAPI);
        secrets.keep(shop, "token", "1:first");
        secrets.keep(other, "token", "2:other");
        sessions.connected(shop.id(), new Identity(1, "shop", null));
        sessions.forget(shop.id());
        sessions.forget(other.id());
        assertThat(sessions.all()).extracting(Session::id).containsExactly(shop.id());
        assertThat(secrets.find(shop, "token")).contains("1:first");
        assertThat(secrets.find(other, "token")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void openingAgainKeepsTheSessionAndUsesUpNoId(TestDatabase database) {
        var sessions = new Sessions(database.open(), TestTime.running());
        var first = sessions.open(1, "first", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        assertThat(sessions.open(1, "first", Session.Kind.BOT, Session.Via.BOTAPI))
                .isEqualTo(first);
        var second = sessions.open(1, "second", Session.Kind.BOT, Session.Via.BOTAPI);
        assertThat(second.id()).isEqualTo(first.id() + 1);
        assertThat(sessions.all()).containsExactly(first, second);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachAccountHasNamesOfItsOwn(TestDatabase database) {
        var storage = database.open();
        var sessions = new Sessions(storage, TestTime.running());
        var first = sessions.open(1, "shop", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        var other = sessions.open(7, "shop", Session.Kind.BOT, Session.Via.BOTAPI);
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(sessions.find(7, "shop")).contains(other);
        assertThat(sessions.find(8, "shop")).isEmpty();
        assertThat(sessions.find("shop")).contains(first);
        assertThat(new Accounts(storage).find(7)).map(Account::name).contains("Account 7");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void sixteenThreadsThatOpenOneNameGetOneSession(TestDatabase database) throws Exception {
        var sessions = new Sessions(database.open(), TestTime.running());
        var together = new CyclicBarrier(16);
        var opening = new ArrayList<Callable<Session>>();
        for (int caller = 1; caller <= 16; caller++) {
            opening.add(() -> {
                together.await();
                return sessions.open(7, "shared", Session.Kind.SANDBOX, Session.Via.SANDBOX);
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
        var sessions = new Sessions(database.open(), TestTime.running());
        var session = sessions.open(1, "demo", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        var other = sessions.open(1, "other", Session.Kind.SANDBOX, Session.Via.SANDBOX);
        assertThat(sessions.needsSync(session)).isTrue();
        sessions.synced(session);
        assertThat(sessions.needsSync(session)).isFalse();
        assertThat(sessions.needsSync(other)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aBotHasToBeConnectedAndTellsWhyItIsLost(TestDatabase database) {
        var sessions = new Sessions(database.open(), TestTime.running());
        var bot = sessions.open(1, "bot", Session.Kind.BOT, Session.Via.BOTAPI);
        assertThat(sessions.status(bot.id())).contains(new SessionStatus(bot, SessionState.CONNECTING, null, null));
        assertThat(sessions.connected(bot.id(), new Identity(42, "the_bot", null)))
                .isEqualTo(new SessionStatus(bot, SessionState.READY, null, 42L));
        assertThat(sessions.change(bot.id(), SessionState.LOST, "revoked"))
                .contains(new SessionStatus(bot, SessionState.LOST, "revoked", 42L));
        assertThat(sessions.change(bot.id(), SessionState.LOST, "revoked")).isEmpty();
        assertThat(sessions.statuses()).extracting(SessionStatus::state).containsExactly(SessionState.LOST);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPaceIsKeptAndCanBeTakenBack(TestDatabase database) {
        var sessions = new Sessions(database.open(), TestTime.running());
        long bot = sessions.open(1, "bot", Session.Kind.BOT, Session.Via.BOTAPI).id();
        assertThat(sessions.pace(bot, 12.5, true)).isEqualTo(sessions.find(bot).orElseThrow());
        assertThat(sessions.find(bot).orElseThrow().rate()).isEqualTo(12.5);
        assertThat(sessions.find(bot).orElseThrow().paidBroadcast()).isTrue();
        assertThat(sessions.pace(bot, null, false).rate()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void secretsAreSealedOfOneSessionAndCanBeDestroyed(TestDatabase database, @TempDir Path data) {
        var storage = database.open();
        var sessions = new Sessions(storage, TestTime.running());
        var one = sessions.open(1, "one", Session.Kind.BOT, Session.Via.BOTAPI);
        var two = sessions.open(1, "two", Session.Kind.BOT, Session.Via.BOTAPI);
        var secrets = new Secrets(
                storage,
                new Vault(Settings.from(
                        key -> key.equals("REPRISE_DATA_DIR") ? Optional.of("" + data) : Optional.empty())));
        secrets.keep(one, "token", "1:first");
        secrets.keep(one, "token", "1:second");
        secrets.keep(two, "token", "2:other");
        assertThat(secrets.find(one, "token")).contains("1:second");
        assertThat(secrets.find(one, "key")).isEmpty();
        assertThat(storage.<String>read(handle -> handle.createQuery("select sealed from session_secret")
                        .mapTo(String.class)
                        .first()))
                .doesNotContain("second");
        secrets.destroy(one);
        assertThat(secrets.find(one, "token")).isEmpty();
        assertThat(secrets.find(two, "token")).contains("2:other");
    }
}
