package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

/**
 * Someone on Telegram.
 *
 * @param lastName may be null, as all that follow
 * @param language as their client told it, such as {@code de}
 */
public record Person(
        long id, String firstName, String lastName, String username, String phone, String language, Kind kind) {

    public enum Kind {
        HUMAN,
        BOT,
        SUPPORT
    }

    /** Telegram's own account, which writes login codes. */
    public static final Person TELEGRAM = new Person(777_000, "Telegram", null, null, "42777", null, Kind.HUMAN);

    public static Person human(long id, String firstName) {
        return new Person(id, firstName, null, null, null, null, Kind.HUMAN);
    }

    TlObject tlUser(boolean isSelf) {
        return tl("user")
                .with("self", isSelf ? true : null)
                .with("bot", kind == Kind.BOT ? true : null)
                .with("bot_info_version", kind == Kind.BOT ? 1 : null)
                .with("support", kind == Kind.SUPPORT ? true : null)
                .with("id", id)
                .with("access_hash", id * 31)
                .with("first_name", firstName)
                .with("last_name", lastName)
                .with("username", username)
                .with("phone", phone)
                .with("lang_code", language);
    }

    TlObject tlPeer() {
        return tl("peerUser").with("user_id", id);
    }
}
