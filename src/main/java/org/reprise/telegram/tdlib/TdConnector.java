package org.reprise.telegram.tdlib;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Identity;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginRefused.Reason;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionConnector;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStatus;
import org.reprise.telegram.Sessions;

/** Logs sessions in and out through TDLib. */
@ApplicationScoped
public class TdConnector implements SessionConnector {
    private static final Logger LOG = Logger.getLogger(TdConnector.class.getName());

    /** Longer than a code holds, and than anybody looks at a QR code. A client of TDLib takes megabytes. */
    private static final Duration LOGIN_TIMEOUT = Duration.ofMinutes(10);

    private final Settings settings;
    private final Duration loginPatience;
    private final TdSessions logins;
    private final Sessions sessions;
    private final Secrets secrets;
    private final Map<Long, TdSession> begun = new ConcurrentHashMap<>();

    @Inject
    TdConnector(Settings settings, TdSessions logins, Sessions sessions, Secrets secrets) {
        this(settings, logins, sessions, secrets, LOGIN_TIMEOUT);
    }

    TdConnector(Settings settings, TdSessions logins, Sessions sessions, Secrets secrets, Duration loginPatience) {
        this.settings = settings;
        this.loginPatience = loginPatience;
        this.logins = logins;
        this.sessions = sessions;
        this.secrets = secrets;
    }

    @Override
    public Session.Via via() {
        return Session.Via.TDLIB;
    }

    @Override
    public Optional<Missing> missing() {
        if (settings.telegram().apiId() == 0) {
            return Optional.of(Missing.API_ID);
        }
        return TdLibrary.isSeen(settings) ? Optional.empty() : Optional.of(Missing.LIBRARY);
    }

    @Override
    public LoginStep connect(Session session, Credential credential) {
        return LoginWords.inWords(() -> {
            if (credential instanceof Credential.Code code) {
                return goOn(
                        session,
                        "WaitCode",
                        TdRequest.of("checkAuthenticationCode")
                                .add("code", code.code())
                                .build());
            } else if (credential instanceof Credential.Password password) {
                var check = TdRequest.of("checkAuthenticationPassword").add("password", password.password());
                return goOn(session, "WaitPassword", check.build());
            }
            return begin(session, first(credential));
        });
    }

    private static JsonObject first(Credential credential) {
        if (credential instanceof Credential.BotToken bot) {
            return TdRequest.of("checkAuthenticationBotToken")
                    .add("token", bot.token())
                    .build();
        } else if (credential instanceof Credential.Phone phone) {
            return TdRequest.of("setAuthenticationPhoneNumber")
                    .add("phone_number", phone.number())
                    .build();
        }
        return TdRequest.of("requestQrCodeAuthentication").build();
    }

    private LoginStep begin(Session session, JsonObject credential) throws InterruptedException, TimeoutException {
        if (settings.telegram().apiId() == 0) {
            throw new LoginRefused(Reason.NOT_SET_UP, LoginWords.NO_API_ID);
        }
        abandon(session);
        var login = logins.beginLogin(session);
        begun.put(session.id(), login);
        boolean goesOn = false;
        try {
            if (!login.authorization.await(state -> state.name().equals("WaitPhoneNumber"), TdSession.TIMEOUT)) {
                throw new TimeoutException("TDLib did not begin");
            }
            var step = shown(session, login, credential);
            goesOn = true;
            logins.later(session, loginPatience, () -> runOut(session, login));
            return step;
        } finally {
            if (!goesOn) {
                // nothing is left to go on with
                abandon(session);
            }
        }
    }

    /** Nobody finished it. */
    private void runOut(Session session, TdSession login) {
        if (begun.remove(session.id(), login)) {
            try {
                logins.note(session, SessionState.CONNECTING, LoginWords.RAN_OUT);
            } finally {
                logins.end(login);
            }
        }
    }

    private LoginStep goOn(Session session, String awaited, JsonObject credential)
            throws InterruptedException, TimeoutException {
        var login = begun(session);
        if (!login.authorization.name().equals(awaited)) {
            throw new LoginRefused(Reason.NOT_AWAITED, "Telegram does not ask for that now; begin the login again.");
        }
        return shown(session, login, credential);
    }

    /** TDLib answers once Telegram took it; what it awaits next it tells a moment before or after. */
    private LoginStep shown(Session session, TdSession login, JsonObject credential)
            throws InterruptedException, TimeoutException {
        var before = login.authorization.state();
        login.ask(credential, TdSession.TIMEOUT);
        login.authorization.await(state -> !state.state().equals(before), TdSession.TIMEOUT);
        return where(session, login);
    }

    @Override
    public LoginStep step(Session session) {
        return LoginWords.inWords(() -> {
            var own = begun.containsKey(session.id()) ? Optional.<TdSession>empty() : logins.of(session);
            return where(session, own.isPresent() ? own.get() : begun(session));
        });
    }

    @Override
    public Optional<LoginStep.ScanNeeded> scan(Session session) {
        return Optional.ofNullable(begun.get(session.id()))
                .map(login -> login.authorization.state())
                .filter(state -> state.containsKey("link"))
                .map(TdConnector::scan);
    }

    private static LoginStep.ScanNeeded scan(JsonObject state) {
        return new LoginStep.ScanNeeded(state.getString("link"), null);
    }

    private LoginStep where(Session session, TdSession login) throws InterruptedException, TimeoutException {
        var state = login.authorization.state();
        return switch (login.authorization.name()) {
            case "WaitCode" -> new LoginStep.CodeSent();
            case "WaitPassword" -> new LoginStep.PasswordNeeded(state.getString("password_hint", ""));
            case "WaitOtherDeviceConfirmation" -> scan(state);
            case "Ready" -> new LoginStep.Connected(connected(session, login));
            default -> {
                abandon(session);
                throw LoginWords.unexpected(login.authorization.name());
            }
        };
    }

    private Identity connected(Session session, TdSession login) throws InterruptedException, TimeoutException {
        var identity = login.identity();
        var other = connectedElsewhere(session, identity);
        if (!begun.remove(session.id(), login)
                && logins.of(session).filter(login::equals).isEmpty()) {
            throw new LoginRefused(Reason.EXPIRED, LoginWords.RAN_OUT);
        }
        if (other.isPresent()) {
            login.logOut();
            throw new LoginRefused(Reason.WRONG, "This account is connected as " + other.get() + " already.");
        }
        var before = logins.adopt(session, login);
        if (before.isPresent() && before.get() != login) {
            before.get().logOut();
        }
        return identity;
    }

    /** Another session that is this Telegram account, in words: two would pace it twice. */
    private Optional<String> connectedElsewhere(Session session, Identity identity) {
        return sessions.othersOf(identity.userId(), session.id()).stream()
                .filter(status -> status.session().via() == Session.Via.TDLIB && status.isConnected())
                .map(SessionStatus::session)
                .map(other -> other.accountId() == session.accountId()
                        ? "session " + other.name()
                        : "a session of another account of Reprise")
                .findFirst();
    }

    private TdSession begun(Session session) {
        var login = begun.get(session.id());
        if (login != null) {
            return login;
        }
        boolean ranOut = sessions.status(session.id())
                .filter(status -> LoginWords.RAN_OUT.equals(status.detail()))
                .isPresent();
        throw ranOut
                ? new LoginRefused(Reason.EXPIRED, LoginWords.RAN_OUT)
                : new LoginRefused(Reason.NOT_AWAITED, "No login was begun since the server started; begin one.");
    }

    private void abandon(Session session) throws InterruptedException {
        var login = begun.remove(session.id());
        if (login != null) {
            login.end();
        }
    }

    /** What logins left that nobody finished before the server went down. */
    @Override
    public void goUp() {
        TdDatabase.sweep(settings);
    }

    @Override
    public void goDown() {
        logins.close();
    }

    @Override
    public void open(Session session) {
        try {
            logins.open(session);
        } catch (TdMissing e) {
            LOG.log(Level.WARNING, "Session {0} cannot send: {1}", new Object[] {session.name(), e.getMessage()});
        }
    }

    @Override
    public Hearing hearing(Session session) {
        return logins.hearing(session);
    }

    @Override
    public void disconnect(Session session) {
        LoginWords.inWords(() -> {
            var login = forgotten(session);
            if (login.isPresent()) {
                login.get().logOut();
            }
            return null;
        });
    }

    /** The secrets go whatever else fails. */
    private Optional<TdSession> forgotten(Session session) throws InterruptedException {
        try {
            abandon(session);
            return logins.forget(session);
        } catch (TdMissing | Vault.Broken e) {
            LOG.log(Level.WARNING, "Session {0} is not logged out at Telegram: {1}", new Object[] {
                session.name(), e.getMessage()
            });
            return Optional.empty();
        } finally {
            secrets.destroy(session);
        }
    }
}
