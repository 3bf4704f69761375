package org.reprise.progress;

import java.util.Optional;
import org.reprise.access.Caller;

/**
 * For whom a page listens, as its web socket names it: a sign-in, and so no longer than that lives; or whoever is at
 * the machine, while there is nobody who could sign in.
 */
public final class Listener {
    public static final String LOCAL = "local";
    /** Is told nothing. */
    public static final String NOBODY = "nobody";

    private Listener() {}

    public static String of(long signIn) {
        return "sign-in " + signIn;
    }

    public static String of(Optional<Caller> caller) {
        return caller.map(who -> switch (who.kind()) {
                    case PERSON -> of(who.signIn());
                    case LOCAL -> LOCAL;
                    case TOKEN, NOBODY -> NOBODY;
                })
                .orElse(NOBODY);
    }
}
