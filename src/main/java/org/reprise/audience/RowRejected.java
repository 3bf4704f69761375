package org.reprise.audience;

/** Why one row is left out, in the operator's words. Without a stack: a file may hold millions of them. */
final class RowRejected extends Exception {
    RowRejected(String reason) {
        super(reason, null, false, false);
    }
}
