package org.reprise.telegram;

import java.util.Optional;
import org.reprise.Settings;

/**
 * How fast a session may send.
 *
 * @param wished messages a second that an operator or the settings ask for; 0: no limit
 * @param holds messages a second that are kept; 0: no limit
 * @param limit why these are fewer; null where they are not
 */
public record Pace(double wished, double holds, Limit limit) {

    /** What keeps a session below the rate that is wished for. */
    public enum Limit {
        /** What Telegram lets a bot send for nothing. */
        FREE_BROADCASTS("Telegram's limit for bots that do not pay for more"),
        /** What Telegram lets a bot send that pays. */
        PAID_BROADCASTS("Telegram's limit for bots that pay");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        /** In English, for the API and the log. */
        public String words() {
            return words;
        }
    }

    /** The fastest that the session may, up to {@code wished}. */
    public static Pace of(Session session, double wished) {
        if (wished <= session.fastest()) {
            return new Pace(wished, wished, null);
        }
        return new Pace(
                wished, session.fastest(), session.paidBroadcast() ? Limit.PAID_BROADCASTS : Limit.FREE_BROADCASTS);
    }

    /** What the log says at the start of settings that are not obeyed to the letter. */
    public static Optional<String> remark(Settings settings) {
        double rate = settings.telegram().botRate();
        double free = new Session(0, 0, "", Session.Kind.BOT, Session.Via.BOTAPI).fastest();
        return rate <= free
                ? Optional.empty()
                : Optional.of(String.format(
                        java.util.Locale.ROOT,
                        "REPRISE_BOT_RATE=%.10g: bots that do not pay for more send %.0f messages a second at the most,"
                                + " so that Telegram's limit of 30 holds; the page Sessions sets which bots pay",
                        rate,
                        free));
    }
}
