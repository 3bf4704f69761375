package org.reprise.telegram;

/** Why nothing goes out for a while. Its name for programs is {@link #toString}; pages have words for each. */
public enum WaitCause {
    PACE("pace"),
    RATE_LIMIT("rate limit"),
    FLOOD_WAIT("flood wait"),
    /** Several answers in a row told nothing of the messages they were for. */
    DOUBTFUL_ANSWERS("doubtful answers"),
    /** Nothing at all is answered. */
    NO_ANSWER("no answer"),
    OUT_OF_REACH("Telegram is out of reach"),
    /** A proxy refuses everybody. */
    NO_BOT_API("no Bot API answers"),
    CATCHING_UP("catching up"),
    SLOW("Telegram is slow to answer"),
    CHAT_BUSY("the message before it is still on its way"),
    ATTACHMENT_ON_ITS_WAY("the attachment is on its way"),
    ATTACHMENT_NOT_FETCHED("Telegram cannot fetch the attachment"),
    /** All that are left had as many messages as the account's cap allows. */
    CAP("frequency cap"),
    DATABASE("database"),
    FILES_GONE("the data directory is not in its place"),
    ANOTHER_SERVER("another server has the database"),
    STOPPING("the server is stopping");

    private final String text;

    WaitCause(String text) {
        this.text = text;
    }

    /** Whether it is how fast somebody wants it to go, and no trouble. */
    public boolean isPace() {
        return this == PACE || this == RATE_LIMIT;
    }

    /** As {@code waiting_for} tells it. */
    @Override
    public String toString() {
        return text;
    }
}
