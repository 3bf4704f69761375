package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/** Logging in as a bot, with phone, code and password, or by QR code; and out. Guarded by {@link Requests}. */
final class Login {
    private static final int CODE_LENGTH = 5;
    private static final int TOKEN_SECONDS = 30;
    private final Accounts accounts;
    private final Map<Long, Srp> halfWay = new HashMap<>();
    private final Map<Long, Account> halfWayTo = new HashMap<>();
    private final Map<String, ClientSession> tokens = new HashMap<>();
    private final Map<Long, Account> scanned = new HashMap<>();

    Login(Accounts accounts) {
        this.accounts = accounts;
    }

    Map<String, Method> methods() {
        return Map.of(
                "auth.importBotAuthorization", this::bot,
                "auth.sendCode", this::sendCode,
                "auth.signIn", this::signIn,
                "account.getPassword", this::password,
                "auth.checkPassword", this::checkPassword,
                "auth.exportLoginToken", this::exportToken,
                "auth.logOut", this::logOut);
    }

    private Object bot(ClientSession from, TlObject request) {
        var token = request.string("bot_auth_token");
        return authorization(from, find(bot -> token.equals(bot.token()), "ACCESS_TOKEN_INVALID"));
    }

    private Object sendCode(ClientSession from, TlObject request) {
        byPhone(request);
        return tl("auth.sentCode")
                .with("type", tl("auth.sentCodeTypeApp").with("length", CODE_LENGTH))
                .with("phone_code_hash", "sent");
    }

    private Object signIn(ClientSession from, TlObject request) {
        var account = byPhone(request);
        if (!account.credentials().code().equals(request.string("phone_code"))) {
            throw new RpcError(400, "PHONE_CODE_INVALID");
        }
        return withPassword(from, account);
    }

    private Object withPassword(ClientSession from, Account account) {
        if (account.credentials().password() == null) {
            return authorization(from, account);
        }
        halfWayTo.put(from.key.id(), account);
        throw new RpcError(401, "SESSION_PASSWORD_NEEDED");
    }

    private Object password(ClientSession from, TlObject request) {
        var account = halfWayTo.get(from.key.id());
        if (account == null) {
            throw new RpcError(401, "AUTH_KEY_UNREGISTERED");
        }
        var srp = new Srp(account.credentials().password());
        halfWay.put(from.key.id(), srp);
        return srp.challenge();
    }

    private Object checkPassword(ClientSession from, TlObject request) {
        var srp = halfWay.get(from.key.id());
        if (srp == null || !srp.proves(request.object("password"))) {
            throw new RpcError(400, "PASSWORD_HASH_INVALID");
        }
        return authorization(from, halfWayTo.remove(from.key.id()));
    }

    private Object exportToken(ClientSession from, TlObject request) {
        var scannedBy = scanned.remove(from.key.id());
        if (scannedBy != null) {
            return tl("auth.loginTokenSuccess").with("authorization", withPassword(from, scannedBy));
        }
        var token = UUID.randomUUID().toString();
        tokens.put(token, from);
        return tl("auth.loginToken")
                .with("expires", (int) Instant.now().getEpochSecond() + TOKEN_SECONDS)
                .with("token", token.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The owner of the account scans the code on another device.
     *
     * @param token as it stands in the link, decoded
     */
    void scan(String token, Account account) {
        var waiting = Objects.requireNonNull(tokens.remove(token), "no such token");
        scanned.put(waiting.key.id(), account);
        waiting.push(tl("updateShort").with("update", tl("updateLoginToken")).with("date", (int)
                Instant.now().getEpochSecond()));
    }

    private Object logOut(ClientSession from, TlObject request) {
        accounts.of(from).logout(from);
        return tl("auth.loggedOut");
    }

    private static Object authorization(ClientSession from, Account account) {
        account.login(from);
        return tl("auth.authorization").with("user", account.self().tlUser(true));
    }

    private Account byPhone(TlObject request) {
        var phone = request.string("phone_number").replace("+", "");
        return find(account -> phone.equals(account.phone()), "PHONE_NUMBER_INVALID");
    }

    private Account find(Predicate<Account.Credentials> is, String otherwise) {
        return accounts.find(account -> is.test(account.credentials())).orElseThrow(() -> new RpcError(400, otherwise));
    }
}
