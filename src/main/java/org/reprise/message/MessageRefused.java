package org.reprise.message;

import org.reprise.LocalizedMessage;

/** A message that Telegram or the database would refuse. */
public final class MessageRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient LocalizedMessage said;

    MessageRefused(LocalizedMessage said) {
        super(said.toString());
        this.said = said;
    }

    /** What is wrong with it, in words for operators. */
    public LocalizedMessage said() {
        return said;
    }
}
