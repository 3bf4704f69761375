package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.function.Predicate;
import org.reprise.TimeSource;

/** What TDLib waits for, and whether it is in touch with Telegram. Heard on the receiving thread, awaited on others. */
final class Authorization {
    private static final String PREFIX = "authorizationState";
    private final TimeSource time;
    private JsonObject state = TdRequest.of(PREFIX + "WaitTdlibParameters").build();
    private boolean inTouch;
    private long departures;

    Authorization(TimeSource time) {
        this.time = time;
    }

    synchronized void heard(JsonObject update) {
        switch (update.getString("@type")) {
            case "updateAuthorizationState" -> state = update.getJsonObject("authorization_state");
            case "updateConnectionState" ->
                connection(update.getJsonObject("state").getString("@type").equals("connectionStateReady"));
            default -> {
                return;
            }
        }
        notifyAll();
    }

    private void connection(boolean isReady) {
        if (inTouch && !isReady) {
            departures++;
        }
        inTouch = isReady;
    }

    /** How often Telegram was lost sight of. TDLib does not tell of what it mends within a third of a second. */
    synchronized long departures() {
        return departures;
    }

    /** Without the prefix that all have, such as {@code WaitCode}. */
    synchronized String name() {
        return state.getString("@type").substring(PREFIX.length());
    }

    synchronized JsonObject state() {
        return state;
    }

    /** Logged in, and everything that happened while away was told: what is sent now is news. */
    synchronized boolean isInTouch() {
        return name().equals("Ready") && inTouch;
    }

    /**
     * Waits until the state is wanted, or will never be since the client ends.
     *
     * @return whether it is
     */
    synchronized boolean await(Predicate<Authorization> wanted, Duration patience) throws InterruptedException {
        long end = time.nanos() + patience.toNanos();
        while (!wanted.test(this)) {
            long millis = (end - time.nanos()) / 1_000_000;
            if (millis <= 0 || name().equals("Closed")) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
