package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.reprise.storage.Statements;
import org.reprise.storage.Storage;

/** Tokens in storage. Their use cases are in {@link TokenService}. */
@ApplicationScoped
public class Tokens {
    private final Statements sql = Statements.of("access");
    private final Storage storage;

    @Inject
    public Tokens(Storage storage) {
        this.storage = storage;
    }

    List<Token> of(long account) {
        return storage.read(handle -> handle.createQuery(sql.get("tokens"))
                .bind("account", account)
                .map(Tokens::token)
                .list());
    }

    Optional<Token> find(long id, long account) {
        return storage.read(handle -> handle.createQuery(sql.get("token"))
                .bind("id", id)
                .bind("account", account)
                .map(Tokens::token)
                .findOne());
    }

    /** One that is good now. */
    Optional<Token> find(long id, String hash, Instant now) {
        return storage.read(handle -> handle.createQuery(sql.get("token-by-secret"))
                .bind("id", id)
                .bind("hash", hash)
                .bind("now", now)
                .map(Tokens::token)
                .findOne());
    }

    /** @param draft its id does not count */
    Token add(Token draft, String hash) {
        return storage.write(handle -> {
            long id = Storage.nextId(handle, "token");
            handle.createUpdate(sql.get("add-token"))
                    .bind("id", id)
                    .bind("account", draft.accountId())
                    .bind("name", draft.name())
                    .bind("role", draft.role().name())
                    .bind("hash", hash)
                    .bind("madeBy", draft.madeBy())
                    .bind("at", draft.createdAt())
                    .bind("expiresAt", draft.expiresAt())
                    .execute();
            return new Token(
                    id,
                    draft.accountId(),
                    draft.name(),
                    draft.role(),
                    draft.madeBy(),
                    draft.createdAt(),
                    draft.expiresAt(),
                    null,
                    null);
        });
    }

    /** @return whether it was good before */
    boolean revoke(long id, long account, Instant at) {
        return storage.write(handle -> handle.createUpdate(sql.get("revoke-token"))
                        .bind("id", id)
                        .bind("account", account)
                        .bind("at", at)
                        .execute()
                > 0);
    }

    void used(long id, Instant at) {
        storage.write(handle -> handle.createUpdate(sql.get("use-token"))
                .bind("id", id)
                .bind("at", at)
                .execute());
    }

    private static Token token(ResultSet row, StatementContext context) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getLong("account_id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("made_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                People.instant(row, "expires_at"),
                People.instant(row, "last_used_at"),
                People.instant(row, "revoked_at"));
    }
}
