package org.reprise.telegram;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.reprise.security.Vault;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** What sessions prove themselves with: bot tokens, database keys. Sealed on disk, never in a log or an answer. */
@Dependent
public class Secrets {
    private static final Statements SQL = Statements.of("telegram");
    private final Storage storage;
    private final Vault vault;

    @Inject
    public Secrets(Storage storage, Vault vault) {
        this.storage = storage;
        this.vault = vault;
    }

    /**
     * @param name of the secret, up to 20 characters
     * @throws Vault.Broken when it was sealed with another key
     */
    public Optional<String> find(Session session, String name) {
        var sealed = storage.read(handle -> handle.createQuery(SQL.get("find-secret"))
                .bind("session", session.id())
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
        return sealed.map(text -> vault.open(purpose(session, name), text));
    }

    /** Replaces the one of that name. */
    public void keep(Session session, String name, String secret) {
        var sealed = vault.seal(purpose(session, name), secret);
        storage.write(handle -> handle.createUpdate(SQL.get("keep-secret"))
                .bind("session", session.id())
                .bind("name", name)
                .bind("sealed", sealed)
                .execute());
    }

    /** All of the session's. */
    public void destroy(Session session) {
        storage.write(handle -> handle.createUpdate(SQL.get("destroy-secrets"))
                .bind("session", session.id())
                .execute());
    }

    /** Sealed into the secret, so that nobody can move one session's to another's row. */
    private static String purpose(Session session, String name) {
        return session.id() + "/" + name;
    }
}
