package org.reprise.ui;

import java.time.Instant;
import java.util.Locale;
import org.reprise.LocalizedMessage;
import org.reprise.audience.LeftOut;
import org.reprise.telegram.Pace;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStatus;
import org.reprise.telegram.WaitCause;

/**
 * A sender as the page shows it.
 *
 * @param username by which people find it on Telegram, without @; null: not known
 * @param people who wrote to it, and what was sent to them
 * @param pace how fast it sends
 * @param pause null when it sends as it may
 * @param copying of the chats of an account
 * @param warning that opt-outs are not heard; null when they are
 */
public record SessionRow(
        SessionStatus status,
        String username,
        People people,
        Pace pace,
        Pause pause,
        Copying copying,
        LocalizedMessage warning) {

    /** @param today how many messages were sent since midnight */
    public record People(long contacts, LeftOut leftOut, long today) {}

    /** Why it sends nothing for a while, and until when. */
    public record Pause(WaitCause cause, Instant until) {}

    /**
     * @param copied chats that became contacts so far; null when none are being copied
     * @param complete whether all chats are contacts
     */
    public record Copying(Long copied, boolean complete) {}

    public long id() {
        return status.session().id();
    }

    public String name() {
        return status.session().name();
    }

    /** What its state does not say by itself; a warning says it better. */
    public String detail() {
        return warning == null ? status.detail() : null;
    }

    /** As pages, styles and bundles call it. */
    public String state() {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    public String kind() {
        return status.session().kind().name().toLowerCase(Locale.ROOT);
    }

    /** Whether an operator chose how fast it sends. */
    public boolean isPaced() {
        return status.session().rate() != null;
    }

    public boolean isSandbox() {
        return status.session().isSandbox();
    }

    public boolean isReady() {
        return status.isReady();
    }

    public boolean isConnected() {
        return status.isConnected();
    }

    public boolean isGone() {
        return status.state() == SessionState.DISCONNECTED;
    }

    /** Whether its chats can be copied now. */
    public boolean isCopyable() {
        return isReady() && status.session().listsItsChats() && copying.copied() == null;
    }
}
