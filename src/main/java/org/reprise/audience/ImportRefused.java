package org.reprise.audience;

import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/** A file that cannot be imported at all; nothing of it was. The message tells the operator what it lacks. */
public final class ImportRefused extends Refused {
    private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Reason {
        EMPTY,
        /** A picture, say, or a spreadsheet's own format. */
        NOT_TEXT,
        TOO_LARGE,
        /** Somebody has to say how it is encoded. */
        ENCODING,
        /** Its first line does not say where the user ids stand, or says it twice. */
        HEADER
    }

    private final Reason reason;

    ImportRefused(Reason reason, LocalizedMessage said) {
        super(null, said);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
