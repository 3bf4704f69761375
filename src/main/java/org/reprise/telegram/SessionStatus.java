package org.reprise.telegram;

/**
 * @param detail why it is in that state, for people; or null
 * @param telegramId its own Telegram user id; null until it was connected
 */
public record SessionStatus(Session session, SessionState state, String detail, Long telegramId) {
    public boolean isReady() {
        return state == SessionState.READY;
    }

    /** Whether Telegram lets it in. */
    public boolean isConnected() {
        return state == SessionState.READY || state == SessionState.LIMITED;
    }
}
