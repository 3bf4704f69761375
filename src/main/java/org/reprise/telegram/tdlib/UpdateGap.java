package org.reprise.telegram.tdlib;

import java.time.Duration;

/**
 * Whether TDLib has told what happened while Telegram was out of its sight. Back again it says so at once, before it
 * has asked what it missed; so it is made to ask, and is believed when it is done with that. It tells when that takes
 * longer than a third of a second; when it tells nothing for several times as long, it is done as well.
 *
 * <p>At its first connection TDLib asks before it says that it is ready. Heard on the receiving thread.
 */
final class UpdateGap {
    private static final long QUIET = Duration.ofSeconds(2).toNanos();
    private final Runnable ask;
    private final Runnable told;
    private Stage stage = Stage.NEVER_READY;
    private long toldBy;

    private enum Stage {
        NEVER_READY,
        AWAY,
        BACK,
        ASKED,
        TELLS,
        OVER
    }

    /**
     * @param ask makes TDLib ask what it missed; whoever does calls {@link #asked}
     * @param told is called when everything was told, before anybody learns that it is over
     */
    UpdateGap(Runnable ask, Runnable told) {
        this.ask = ask;
        this.told = told;
    }

    /** @param connection its state, such as {@code Ready} */
    synchronized void heard(String connection) {
        switch (connection) {
            case "Ready" -> {
                if (stage == Stage.AWAY) {
                    stage = Stage.BACK;
                    ask.run();
                } else if (stage == Stage.TELLS || stage == Stage.NEVER_READY) {
                    end();
                }
            }
            case "Updating" -> stage = stage == Stage.ASKED ? Stage.TELLS : stage;
            default -> stage = stage == Stage.NEVER_READY ? stage : Stage.AWAY;
        }
    }

    private void end() {
        told.run();
        stage = Stage.OVER;
    }

    synchronized void asked(long now) {
        if (stage == Stage.BACK) {
            stage = Stage.ASKED;
            toldBy = now + QUIET;
        }
    }

    synchronized void passed(long now) {
        if (stage == Stage.ASKED && now - toldBy >= 0) {
            end();
        }
    }

    synchronized boolean isOver() {
        return stage == Stage.OVER;
    }
}
