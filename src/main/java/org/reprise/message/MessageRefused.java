package org.reprise.message;

import org.reprise.Said;

/** A message that Telegram or the database would refuse. */
public final class MessageRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Said said;

    MessageRefused(Said said) {
        super(said.toString());
        this.said = said;
    }

    /** What is wrong with it, in words for operators. */
    public Said said() {
        return said;
    }
}
