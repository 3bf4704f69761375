package org.reprise.telegram.tdlib;

/** What TDLib answers to a request that it, or Telegram, refuses. */
public sealed class TdError extends RuntimeException permits NeverAsked {
    private final int code;

    TdError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Much like an HTTP status; TDLib rewrites some of Telegram's, so the message tells more. */
    public int code() {
        return code;
    }
}
