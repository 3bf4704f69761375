package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.security.Vault;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.Session;
import org.reprise.telegram.Sessions;

/** Where Telegram brings updates to, when it can reach this Reprise, and how it proves that it is Telegram. */
@ApplicationScoped
public class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class.getName());
    private static final String NAME = "webhook";
    private static final int SECRET_BYTES = 32;

    private final Settings settings;
    private final Sessions sessions;
    private final Secrets secrets;
    private final UpdateHandler intake;
    private final HearingStatus hearing;
    private final Map<Long, String> known = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Inject
    Webhooks(Settings settings, Sessions sessions, Secrets secrets, UpdateHandler intake, HearingStatus hearing) {
        this.settings = settings;
        this.sessions = sessions;
        this.secrets = secrets;
        this.intake = intake;
        this.hearing = hearing;
    }

    /**
     * Takes one update in; when it returns true, it is on disk.
     *
     * @param secret as the caller showed it, or null
     * @return false when it was not Telegram that called, or there is no such session
     */
    public boolean take(long sessionId, String secret, JsonObject update) {
        var session = sessions.find(sessionId).filter(found -> found.via() == Session.Via.BOTAPI);
        if (session.isEmpty() || !isSecret(session.get(), secret)) {
            return false;
        }
        intake.take(session.get(), List.of(update));
        hearing.hears(session.get());
        return true;
    }

    private boolean isSecret(Session session, String shown) {
        var secret = find(session);
        return shown != null
                && secret.isPresent()
                && MessageDigest.isEqual(secret.get().getBytes(UTF_8), shown.getBytes(UTF_8));
    }

    /** Where Telegram is to bring the session's updates; empty when they are polled for. */
    Optional<String> url(Session session) {
        return settings.telegram().webhookUrl().map(url -> url + "/telegram/" + session.id() + "/updates");
    }

    /** The parameters of setWebhook. */
    JsonObject parameters(Session session, String url) {
        return JsonFactories.object()
                .add("url", url)
                .add("secret_token", find(session).orElseGet(() -> make(session)))
                .add("allowed_updates", kinds())
                .build();
    }

    static JsonArrayBuilder kinds() {
        var kinds = JsonFactories.array();
        Updates.KINDS.forEach(kinds::add);
        return kinds;
    }

    /** One that was sealed with another key is as good as none: nobody can show it, and a new one takes its place. */
    private Optional<String> find(Session session) {
        var secret = known.get(session.id());
        if (secret == null) {
            try {
                secret = secrets.find(session, NAME).orElse(null);
            } catch (Vault.Broken e) {
                LOG.log(Level.FINE, e, () -> "session " + session.name() + " has a webhook secret of another key");
            }
            if (secret != null) {
                known.put(session.id(), secret);
            }
        }
        return Optional.ofNullable(secret);
    }

    private String make(Session session) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        secrets.keep(session, NAME, secret);
        known.put(session.id(), secret);
        return secret;
    }

    /** The session's secrets were destroyed. */
    void forget(Session session) {
        known.remove(session.id());
    }
}
