package org.reprise.audience;

import org.reprise.Said;

/** A file that cannot be imported at all; nothing of it was. The message tells the operator what it lacks. */
public final class ImportRefused extends RuntimeException {
    private final transient Said said;

    ImportRefused(Said said) {
        super(said.toString());
        this.said = said;
    }

    /** The message, for a page in another language than English. */
    public Said said() {
        return said;
    }
}
