package org.reprise.audience;

import java.util.Locale;
import java.util.Set;

/** What a message says about being written to. */
enum Wish {
    STOP,
    START,
    NONE;

    /** @param optOutWords in lower case */
    static Wish in(String text, Set<String> optOutWords) {
        var words = text.strip().toLowerCase(Locale.ROOT).replaceAll("[.!…]+$", "");
        if (words.startsWith("/")) {
            // a command may name the bot it is meant for, and carry more behind it
            words = words.split("[@\\s]", 2)[0];
        }
        return optOutWords.contains(words) ? STOP : words.equals("/start") ? START : NONE;
    }
}
