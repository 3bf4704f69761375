package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.reprise.security.Vault;
import org.reprise.storage.StorageUnavailable;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Hearing;
import org.reprise.telegram.Identity;
import org.reprise.telegram.LoginRefused;
import org.reprise.telegram.LoginRefused.Reason;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.Session;
import org.reprise.telegram.SessionConnector;

/** Connects bots by their token, which is all there is to it. */
@ApplicationScoped
public class BotApiConnector implements SessionConnector {
    private static final Logger LOG = Logger.getLogger(BotApiConnector.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int AGAIN_AFTER_SECONDS = 5;
    private static final Duration TIMEOUT_TO_LEAVE = Duration.ofSeconds(5);

    private final Tokens tokens;
    private final ReceptionTools tools;
    private final Map<Long, UpdatePoller> receptions = new ConcurrentHashMap<>();
    /** Empty: it was asked for, and is not known. */
    private final Map<Long, Optional<String>> usernames = new ConcurrentHashMap<>();

    @Inject
    BotApiConnector(Tokens tokens, ReceptionTools tools) {
        this.tokens = tokens;
        this.tools = tools;
    }

    @Override
    public Session.Via via() {
        return Session.Via.BOTAPI;
    }

    @Override
    public LoginStep connect(Session session, Credential credential) {
        if (!(credential instanceof Credential.BotToken shown)) {
            throw new LoginRefused(Reason.NOT_AWAITED, "A bot is connected with its token, and with nothing else.");
        }
        var token = shown.token().strip();
        if (!Tokens.looksRight(token)) {
            throw new LoginRefused(
                    Reason.WRONG, "That is no bot token: one is digits, a colon, and letters, as @BotFather gives it.");
        }
        var identity = whoIs(token);
        tokens.keep(session, token);
        usernames.put(session.id(), Optional.ofNullable(identity.username()));
        return new LoginStep.Connected(identity);
    }

    private Identity whoIs(String token) {
        var reply = tools.wire()
                .post(token, "getMe", JsonFactories.object(), TIMEOUT)
                .reply()
                .join();
        if (!(reply instanceof Reply.Answer answer) || answer.body() == null || answer.status() >= 500) {
            throw new LoginRefused(Reason.UNREACHABLE, "Telegram does not answer; try again.");
        } else if (answer.status() == 429) {
            throw new LoginRefused(Reason.FLOOD_WAIT, "Telegram asks for a pause.", Verdict.pause(answer));
        } else if (!answer.isOk()) {
            throw new LoginRefused(Reason.WRONG, "Telegram does not know that token (" + answer.description() + ").");
        }
        JsonObject me = answer.body().getJsonObject("result");
        return new Identity(me.getJsonNumber("id").longValue(), me.getString("username", null), null);
    }

    /** After a start Telegram is asked for it once, when somebody wants to know it first. */
    @Override
    public Optional<String> username(Session session) {
        var known = usernames.get(session.id());
        var reception = receptions.get(session.id());
        if (known == null && reception != null && usernames.putIfAbsent(session.id(), Optional.empty()) == null) {
            tools.wire()
                    .post(reception.token(), "getMe", JsonFactories.object(), TIMEOUT)
                    .reply()
                    .thenAccept(reply -> noteUsername(session, reply));
        }
        return known == null ? Optional.empty() : known;
    }

    private void noteUsername(Session session, Reply reply) {
        if (reply instanceof Reply.Answer answer && answer.isOk() && answer.body() != null) {
            var me = answer.body().getJsonObject("result");
            usernames.put(session.id(), Optional.ofNullable(me.getString("username", null)));
        } else {
            usernames.remove(session.id());
        }
    }

    /** A bot is connected in one step, so there is none in between. */
    @Override
    public LoginStep step(Session session) {
        throw new LoginRefused(Reason.NOT_AWAITED, "A bot is connected with its token.");
    }

    @Override
    public void open(Session session) {
        tools.hearing().listensAnew(session);
        openSoon(session);
    }

    private void openSoon(Session session) {
        tools.threads().work().execute(() -> openNow(session));
    }

    private void openNow(Session session) {
        try {
            if (!isOpened(session)) {
                tools.health().lost(session, null, "It has no token; connect it.");
            }
        } catch (Vault.Broken e) {
            tools.health().lost(session, null, e.getMessage());
        } catch (StorageUnavailable e) {
            LOG.log(e.level(), () -> "session " + session.name() + " cannot be opened yet: " + e.getMessage());
            tools.threads().timer().schedule(() -> openSoon(session), AGAIN_AFTER_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * In one step with reading the token, as {@link #closed} is with its end: one that is disconnected at the same time
     * ends closed.
     *
     * @return false when it has no token
     */
    private boolean isOpened(Session session) {
        var opened = receptions.compute(session.id(), (id, before) -> {
            var next = tokens.of(session).map(token -> new UpdatePoller(session, token, tools));
            if (before != null) {
                before.end();
            }
            next.ifPresent(UpdatePoller::begin);
            return next.orElse(null);
        });
        return opened != null;
    }

    @Override
    public Hearing hearing(Session session) {
        return tools.hearing().of(session);
    }

    @Override
    public void disconnect(Session session) {
        var reception = closed(session);
        if (reception != null) {
            // its own: the session's newest token may be one that another session takes updates with
            leave(session, reception.token());
        }
    }

    /** Nothing more is taken in, and there is no secret left to open it with. */
    private UpdatePoller closed(Session session) {
        var ended = new AtomicReference<UpdatePoller>();
        receptions.compute(session.id(), (id, reception) -> {
            tokens.destroy(session);
            usernames.remove(session.id());
            tools.webhooks().forget(session);
            tools.hearing().forget(session);
            if (reception != null) {
                reception.end();
            }
            ended.set(reception);
            return null;
        });
        return ended.get();
    }

    private void leave(Session session, String token) {
        var call = tools.wire().post(token, "deleteWebhook", JsonFactories.object(), TIMEOUT_TO_LEAVE);
        if (!(call.reply().join() instanceof Reply.Answer)) {
            LOG.warning(() -> "session " + session.name() + " left without Telegram's knowledge");
        }
    }

    @Override
    public void goDown() {
        receptions.values().forEach(UpdatePoller::end);
    }
}
