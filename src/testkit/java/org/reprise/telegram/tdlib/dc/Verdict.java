package org.reprise.telegram.tdlib.dc;

import java.time.Duration;

/** What the data centre does with a message that a client sends. */
public sealed interface Verdict {

    record Accept() implements Verdict {}

    /** @param error as Telegram writes it, such as {@code USER_IS_BLOCKED} */
    record Refuse(int code, String error) implements Verdict {}

    /** The message is accepted, and its reply never reaches the client. */
    record LoseReply() implements Verdict {}

    /** The request is lost on its way: not accepted, never answered. */
    record LoseRequest() implements Verdict {}

    static Verdict refuse(String error) {
        return new Refuse(400, error);
    }

    static Verdict floodWait(Duration wait) {
        return new Refuse(420, "FLOOD_WAIT_" + wait.toSeconds());
    }
}
