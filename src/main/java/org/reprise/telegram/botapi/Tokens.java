package org.reprise.telegram.botapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.reprise.telegram.Secrets;
import org.reprise.telegram.Session;

/** The bots' tokens: sealed on disk, open in memory alone. */
@ApplicationScoped
class Tokens {
    private static final String NAME = "token";
    private static final Pattern FORM = Pattern.compile("\\d{1,19}:[A-Za-z0-9_-]{1,200}");

    private final Secrets secrets;
    private final Map<Long, String> known = new ConcurrentHashMap<>();

    @Inject
    Tokens(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Whether it can be a token at all; nothing else is ever made part of an address. */
    static boolean looksRight(String token) {
        return FORM.matcher(token).matches();
    }

    /**
     * Empty when the session has none.
     *
     * @throws org.reprise.security.Vault.Broken when it was sealed with another key
     * @throws org.reprise.storage.StorageUnavailable when it cannot be read now
     */
    Optional<String> of(Session session) {
        var token = known.get(session.id());
        if (token == null) {
            token = secrets.find(session, NAME).orElse(null);
            if (token != null) {
                known.put(session.id(), token);
            }
        }
        return Optional.ofNullable(token);
    }

    void keep(Session session, String token) {
        secrets.keep(session, NAME, token);
        known.put(session.id(), token);
    }

    /** All of the session's secrets, those of its webhook among them. */
    void destroy(Session session) {
        known.remove(session.id());
        secrets.destroy(session);
    }
}
