package org.reprise.ui;

import java.time.Duration;
import java.util.Locale;
import org.reprise.LocalizedMessage;
import org.reprise.audience.LeftOut;
import org.reprise.telegram.Pace;
import org.reprise.telegram.SessionState;
import org.reprise.telegram.SessionStatus;
import org.reprise.telegram.WaitCause;

/**
 * A session as the page shows it.
 *
 * @param pace how fast it sends
 * @param pausedFor why it sends nothing for a while, or null
 * @param pause for how long; null when it does not pause
 * @param copied chats that became contacts so far; null when none are being copied
 * @param complete whether all chats of an account are contacts
 * @param warning that opt-outs are not heard; null when they are
 */
public record SessionRow(
        SessionStatus status,
        long contacts,
        LeftOut leftOut,
        Pace pace,
        WaitCause pausedFor,
        Duration pause,
        Long copied,
        boolean complete,
        LocalizedMessage warning) {

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

    public boolean isReady() {
        return status.isReady();
    }

    public boolean isConnected() {
        return status.isConnected();
    }

    public boolean isGone() {
        return status.state() == SessionState.DISCONNECTED;
    }
}
