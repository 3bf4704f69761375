package org.reprise.telegram.tdlib.dc;

/** What the data centre answers to a request that it refuses. */
final class RpcError extends RuntimeException {
    final int code;

    RpcError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }
}
