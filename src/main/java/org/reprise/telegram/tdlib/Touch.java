package org.reprise.telegram.tdlib;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Whether a login is in touch with Telegram. TDLib connects anew now and then, which is no news. */
final class Touch {
    private static final long MOMENT = TimeUnit.SECONDS.toNanos(15);

    private final Consumer<Boolean> tell;
    private long lastInTouch;
    private Boolean told;

    /** @param tell is told once of each change */
    Touch(Consumer<Boolean> tell, long now) {
        this.tell = tell;
        this.lastInTouch = now;
    }

    /** Called every moment. */
    void passed(boolean inTouch, long now) {
        lastInTouch = inTouch ? now : lastInTouch;
        boolean isNow = now - lastInTouch < MOMENT;
        if (told == null ? inTouch || !isNow : told != isNow) {
            told = isNow;
            tell.accept(isNow);
        }
    }
}
