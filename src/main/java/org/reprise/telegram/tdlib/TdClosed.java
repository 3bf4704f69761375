package org.reprise.telegram.tdlib;

/** The server is stopping: TDLib opens nothing more. */
final class TdClosed extends IllegalStateException {
    private static final long serialVersionUID = 1;

    TdClosed() {
        super("TDLib is closed");
    }
}
