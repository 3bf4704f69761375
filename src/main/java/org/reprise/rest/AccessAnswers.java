package org.reprise.rest;

import java.util.Locale;
import org.reprise.access.Account;
import org.reprise.access.AuditEntry;
import org.reprise.access.Caller;
import org.reprise.access.FrequencyCap;
import org.reprise.access.Person;
import org.reprise.access.SignIn;
import org.reprise.access.Token;

/** People, tokens and what was done, as answers have them. */
final class AccessAnswers {
    private AccessAnswers() {}

    static JsonBody person(Person person) {
        return JsonBody.with("id", person.id())
                .and("account_id", person.accountId())
                .and("email", person.email())
                .and("name", person.name())
                .and("role", person.role())
                .and("state", person.state())
                .and("created_at", person.createdAt())
                .and("last_signed_in_at", person.lastSignedInAt());
    }

    static JsonBody caller(Caller caller, Account account) {
        return JsonBody.with("kind", caller.kind().name().toLowerCase(Locale.ROOT))
                .and("id", caller.id())
                .and("name", caller.name())
                .and("role", caller.role())
                .and("account", account(account));
    }

    static JsonBody account(Account account) {
        return JsonBody.with("id", account.id())
                .and("name", account.name())
                .and("zone", account.zone() == null ? null : account.zone().getId())
                .and("frequency_cap", account.cap() == null ? null : cap(account.cap()));
    }

    private static JsonBody cap(FrequencyCap cap) {
        return JsonBody.with("messages", cap.messages()).and("days", cap.days());
    }

    static JsonBody signIn(SignIn signIn, Long current) {
        return JsonBody.with("id", signIn.id())
                .and("created_at", signIn.createdAt())
                .and("last_used_at", signIn.lastUsedAt())
                .and("address", signIn.address())
                .and("browser", signIn.agent())
                .and("current", current != null && current == signIn.id());
    }

    static JsonBody token(Token token) {
        return JsonBody.with("id", token.id())
                .and("name", token.name())
                .and("role", token.role())
                .and("made_by", token.madeBy())
                .and("created_at", token.createdAt())
                .and("expires_at", token.expiresAt())
                .and("last_used_at", token.lastUsedAt())
                .and("revoked_at", token.revokedAt());
    }

    static JsonBody entry(AuditEntry entry) {
        return JsonBody.with("id", entry.id())
                .and("at", entry.at())
                .and(
                        "actor",
                        JsonBody.with("kind", entry.actorKind().toLowerCase(Locale.ROOT))
                                .and("id", entry.actorId())
                                .and("name", entry.actorName()))
                .and("address", entry.origin().address())
                .and("request_id", entry.origin().requestId())
                .and("action", entry.action())
                .and(
                        "subject",
                        entry.subject() == null
                                ? null
                                : JsonBody.with("kind", entry.subject().kind())
                                        .and("id", entry.subject().id()))
                .and("before", entry.before())
                .and("after", entry.after());
    }
}
