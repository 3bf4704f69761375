package org.reprise.rest;

import java.util.Locale;
import java.util.stream.Stream;
import org.reprise.campaign.ConnectionDraft;
import org.reprise.telegram.Credential;
import org.reprise.telegram.Session.Kind;
import org.reprise.telegram.Session.Via;

/** Reads which session is to be connected. */
final class SessionForm {
    private SessionForm() {}

    /** @param account whose it is to be */
    static ConnectionDraft draft(Members members, long account) {
        var kind = one(Kind.class, members.text("kind"));
        var via = members.optionalText("gateway")
                .map(name -> one(Via.class, name))
                .orElse(
                        switch (kind) {
                            case BOT -> Via.BOTAPI;
                            case USER -> Via.TDLIB;
                            case SANDBOX -> Via.SANDBOX;
                        });
        boolean fits = switch (kind) {
            case BOT -> via != Via.SANDBOX;
            case USER -> via == Via.TDLIB;
            case SANDBOX -> via == Via.SANDBOX;
        };
        if (!fits) {
            throw RequestRefused.invalid(
                    "gateway",
                    "A session of kind " + lower(kind) + " cannot use the gateway " + lower(via)
                            + ": bots use botapi or tdlib, users tdlib.");
        }
        return new ConnectionDraft(account, members.text("name"), kind, via);
    }

    /** An account without a phone number is connected by a scan. */
    static Credential credential(Members members, Kind kind) {
        refuseUnlessFor(Kind.BOT, "token", members, kind);
        refuseUnlessFor(Kind.USER, "phone", members, kind);
        return switch (kind) {
            case BOT -> new Credential.BotToken(members.text("token"));
            case USER ->
                members.optionalText("phone")
                        .<Credential>map(Credential.Phone::new)
                        .orElse(new Credential.QrScan());
            case SANDBOX -> null;
        };
    }

    private static void refuseUnlessFor(Kind owner, String member, Members members, Kind kind) {
        if (kind != owner && members.optionalText(member).isPresent()) {
            throw RequestRefused.invalid(
                    member, member + " is for a session of kind " + lower(owner) + ", not " + lower(kind) + ".");
        }
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> lower(value).equals(name))
                .findFirst()
                .orElseThrow();
    }
}
