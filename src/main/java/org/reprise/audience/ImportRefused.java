package org.reprise.audience;

import org.reprise.LocalizedMessage;

/** A file that cannot be imported at all; nothing of it was. The message tells the operator what it lacks. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Reason {
        EMPTY,
        TOO_LARGE,
        /** Somebody has to say how it is encoded. */
        ENCODING,
        /** Its first line does not say where the user ids stand, or says it twice. */
        HEADER
    }

    private final Reason reason;
    private final transient LocalizedMessage said;

    ImportRefused(Reason reason, LocalizedMessage said) {
        super(said.toString());
        this.reason = reason;
        this.said = said;
    }

    public Reason reason() {
        return reason;
    }

    /** The message, for a page in another language than English. */
    public LocalizedMessage said() {
        return said;
    }
}
