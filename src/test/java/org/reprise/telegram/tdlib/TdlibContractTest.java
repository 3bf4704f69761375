package org.reprise.telegram.tdlib;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Session;
import org.reprise.telegram.TelegramGateway;
import org.reprise.telegram.TelegramGatewayContract;
import org.reprise.telegram.tdlib.dc.Account;
import org.reprise.telegram.tdlib.dc.Arrived;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;
import org.reprise.telegram.tdlib.dc.Verdict;
import org.reprise.testing.TestReprise;

/** The gateway keeps the contract of all gateways, as a bot and as a user account. */
class TdlibContractTest {

    @Nested
    class AsABot extends Contract {
        @Override
        Session.Kind kind() {
            return Session.Kind.BOT;
        }

        @Override
        Account account(DataCentre telegram) {
            return telegram.bot("100:token", new Person(100, "Shop", null, "shop", null, null, Person.Kind.BOT));
        }

        @Override
        void login(RepriseWithTdlib reprise, Session session) {
            reprise.note(session, reprise.connector.connect(session, new Credential.BotToken("100:token")));
        }
    }

    @Nested
    class AsAUser extends Contract {
        @Override
        Session.Kind kind() {
            return Session.Kind.USER;
        }

        @Override
        Account account(DataCentre telegram) {
            return telegram.user("+491700000001", "12345", null, Person.human(7, "Olga"));
        }

        @Override
        void login(RepriseWithTdlib reprise, Session session) {
            reprise.connector.connect(session, new Credential.Phone("+491700000001"));
            reprise.note(session, reprise.connector.connect(session, new Credential.Code("12345")));
        }
    }

    abstract static class Contract extends TelegramGatewayContract {
        private static final long REFUSED = 9_999;

        @TempDir
        private Path dataDir;

        private DataCentre telegram;
        private Account account;
        private RepriseWithTdlib reprise;
        private Session session;
        private long lastPerson = 2_000;

        abstract Session.Kind kind();

        abstract Account account(DataCentre telegram);

        abstract void login(RepriseWithTdlib reprise, Session session);

        @BeforeEach
        void connect() throws Exception {
            telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"));
            account = account(telegram);
            account.sends((recipient, text) ->
                    recipient == REFUSED ? Verdict.refuse("USER_IS_BLOCKED") : new Verdict.Accept());
            reprise = new RepriseWithTdlib(telegram.library(), telegram.port(), dataDir);
            session = reprise.session("shop", kind());
            login(reprise, session);
            reprise.awaitCaughtUp(session);
            somebodyWrites(2_000);
            somebodyWrites(REFUSED);
        }

        @AfterEach
        void disconnect() throws Exception {
            reprise.close();
            telegram.close();
        }

        private void somebodyWrites(long person) {
            int heard = reprise.happenings.size();
            account.receives(Person.human(person, "Person " + person), "/start", Instant.now());
            TestReprise.await("it is heard", () -> reprise.happenings.size() > heard);
        }

        @Override
        protected TelegramGateway gateway() {
            return reprise.gateway;
        }

        @Override
        protected Session session() {
            return session;
        }

        @Override
        protected long aReachablePerson() {
            somebodyWrites(++lastPerson);
            return lastPerson;
        }

        @Override
        protected long aRefusedPerson() {
            return REFUSED;
        }

        @Override
        protected List<String> arrivedAt(long person) {
            return account.arrivedAt(person).stream().map(Arrived::text).toList();
        }
    }
}
