package org.reprise.audience;

/** A file that cannot be imported at all; nothing of it was. The message tells the operator what it lacks. */
public final class ImportRefused extends RuntimeException {
    ImportRefused(String message) {
        super(message);
    }
}
