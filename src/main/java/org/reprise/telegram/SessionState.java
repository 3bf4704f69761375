package org.reprise.telegram;

/** Whether a session can send. */
public enum SessionState {
    /** Somebody is about to connect it: a code, a password or a scan is awaited. */
    CONNECTING,
    READY,
    /** Telegram takes it for a sender of spam: it hears what people write, and may write to nobody. */
    LIMITED,
    /** Telegram took its right to send away; an operator connects it again. */
    LOST,
    /** Logged out by an operator; its secrets are destroyed. */
    DISCONNECTED
}
