package org.reprise.audience;

import org.reprise.LocalizedMessage;

/** Why one row is left out. Without a stack: a file may hold millions of them. */
final class RowRejected extends Exception {
    private final transient LocalizedMessage reason;

    RowRejected(LocalizedMessage reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    /** Put into words only when it is asked for: most of millions are only counted. */
    @Override
    public String getMessage() {
        return reason.toString();
    }

    LocalizedMessage reason() {
        return reason;
    }
}
