package org.reprise.audience;

import org.reprise.OptOutWords;

/** What a message says about being written to. */
enum OptIntent {
    STOP,
    START,
    NONE;

    static OptIntent in(String text, OptOutWords words) {
        if (OptOutWords.asksToStart(text)) {
            return START;
        }
        return words.askToStop(text) ? STOP : NONE;
    }
}
