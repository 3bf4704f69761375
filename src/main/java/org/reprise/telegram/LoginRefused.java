package org.reprise.telegram;

import java.time.Duration;

/** A login step that did not succeed. The message tells an operator what to do, and holds no credential. */
public final class LoginRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public enum Reason {
        /** The token, phone number, code or password is not what Telegram expects. */
        WRONG,
        /** The code, or the scan, came too late: ask for another one. */
        EXPIRED,
        /** Another credential than the one that was shown is awaited, or none. */
        NOT_AWAITED,
        /** Telegram wants {@link #retryAfter} to pass first. */
        FLOOD_WAIT,
        /** Reprise lacks something: the library, an API id. */
        NOT_SET_UP,
        /** Telegram did not answer. */
        UNREACHABLE
    }

    private final Reason reason;
    private final Duration retryAfter;

    public LoginRefused(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param retryAfter or null */
    public LoginRefused(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
