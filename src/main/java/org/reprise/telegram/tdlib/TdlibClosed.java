package org.reprise.telegram.tdlib;

/** The server is stopping: TDLib opens nothing more. */
final class TdlibClosed extends IllegalStateException {
    private static final long serialVersionUID = 1;

    TdlibClosed() {
        super("TDLib is closed");
    }
}
