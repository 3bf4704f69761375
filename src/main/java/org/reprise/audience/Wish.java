package org.reprise.audience;

import java.util.Set;
import org.reprise.OptOutWords;

/** What a message says about being written to. */
enum Wish {
    STOP,
    START,
    NONE;

    /** @param optOutWords as {@link OptOutWords#form} gives them */
    static Wish in(String text, Set<String> optOutWords) {
        var words = OptOutWords.form(text);
        return optOutWords.contains(words) ? STOP : words.equals(OptOutWords.START) ? START : NONE;
    }
}
