package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.reprise.LocalizedMessage;
import org.reprise.TimeSource;
import org.reprise.access.AuditEntry.Change;
import org.reprise.access.AuditEntry.Subject;
import org.reprise.storage.StorageFailed;

/** The tokens of an account: {@code rpr_<id>_<secret>}, of which the secret is shown once. */
@ApplicationScoped
public class TokenService {
    private static final Logger LOG = Logger.getLogger(TokenService.class.getName());
    private static final Pattern SYNTAX = Pattern.compile("rpr_([1-9][0-9]{0,17})_([A-Za-z0-9_-]{43})");
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final Audit audit;
    private final CurrentCaller caller;
    private final TimeSource time;

    /** On which day a token was used from where. */
    private final Seldom recorded;

    @Inject
    public TokenService(Tokens tokens, Audit audit, CurrentCaller caller, TimeSource time) {
        this.tokens = tokens;
        this.audit = audit;
        this.caller = caller;
        this.time = time;
        this.recorded = new Seldom(Duration.ofDays(1), time);
    }

    /** @param secret the whole of it, as a program sends it; shown once */
    public record Made(Token token, String secret) {}

    @Needs(Role.OWNER)
    public List<Token> all() {
        return tokens.of(caller.account());
    }

    /**
     * @param expiresAt null: never
     * @throws AccessRefused invalid
     */
    @Needs(Role.OWNER)
    public Made make(String name, Role role, Instant expiresAt) {
        caller.requirePerson();
        var called = GivenName.of(name);
        var now = time.now();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw AccessRefused.invalid("expires_at", LocalizedMessage.of("token.past"));
        }
        var secret = Secret.random();
        var madeBy = caller.find().map(Caller::name).orElse("");
        var draft = new Token(0, caller.account(), called, role, madeBy, now, expiresAt, null, null);
        return audit.inOneTransaction(() -> {
            var token = tokens.add(draft, Secret.hash(secret));
            audit.note(
                    token.accountId(),
                    AuditAction.TOKEN_MADE,
                    Subject.of("token", token.id()),
                    Change.to(Json.createObjectBuilder()
                            .add("name", token.name())
                            .add("role", role.toString())
                            .add("expires_at", expiresAt == null ? "never" : expiresAt.toString())
                            .build()));
            return new Made(token, "rpr_" + token.id() + "_" + secret);
        });
    }

    /** @throws AccessRefused unknown */
    @Needs(Role.OWNER)
    public void revoke(long id) {
        var token = tokens.find(id, caller.account()).orElseThrow(() -> AccessRefused.unknown("token.unknown"));
        audit.inOneTransaction(() -> {
            if (tokens.revoke(id, token.accountId(), time.now())) {
                audit.note(token.accountId(), AuditAction.TOKEN_REVOKED, Subject.of("token", id), Change.NONE);
            }
            return null;
        });
    }

    /** Whose token it is; empty: nobody's, or no longer. */
    public Optional<Caller> find(String given, Caller.Origin origin) {
        var found = callerOf(given, origin);
        if (found.isEmpty()) {
            audit.noteWrongSecret(Caller.nobody(origin), Caller.FIRST_ACCOUNT, AuditAction.TOKEN_REFUSED, "token");
        }
        return found;
    }

    private Optional<Caller> callerOf(String given, Caller.Origin origin) {
        var parts = SYNTAX.matcher(given);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var token = tokens.find(Long.parseLong(parts.group(1)), Secret.hash(parts.group(2)), time.now());
        return token.map(it -> {
            var who = new Caller(Caller.Kind.TOKEN, it.id(), it.name(), it.accountId(), it.role(), null, origin);
            noteUse(it, who);
            return who;
        });
    }

    private void noteUse(Token token, Caller who) {
        var now = time.now();
        try {
            if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(NOTED_EVERY))) {
                tokens.used(token.id(), now);
            }
            var day = now.atZone(ZoneOffset.UTC).toLocalDate();
            recorded.once(
                    day + " " + token.id() + " " + who.origin().address(),
                    () -> audit.note(
                            who,
                            token.accountId(),
                            AuditAction.TOKEN_USED,
                            Subject.of("token", token.id()),
                            Change.NONE));
        } catch (StorageFailed e) {
            // a full disk keeps nobody from looking
            LOG.log(e.level(), () -> "the use of a token was not noted: " + e.getMessage());
        }
    }
}
