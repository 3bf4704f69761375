package org.reprise.telegram.tdlib;

/** The client was closed before it was asked: nothing was handed to TDLib. */
final class NeverAsked extends TdError {
    private static final long serialVersionUID = 1;

    NeverAsked() {
        super(500, "the client is closed");
    }
}
