package org.reprise.rest;

/** A request that says nothing a use case could be asked; nothing was changed. {@link ProblemMapper} answers it. */
final class RequestRefused extends RuntimeException {

    enum Code {
        /** Not what the route takes: syntax, encoding, a member's type. */
        MALFORMED,
        /** No such thing at this path. */
        UNKNOWN,
        /** The same request is still at work. */
        AT_WORK,
        /** The body is longer than any that makes sense. */
        TOO_LARGE,
        /** The body is not in the format that the route takes. */
        UNSUPPORTED,
        /** Well-formed, but out of range. */
        INVALID
    }

    private final Code code;

    RequestRefused(Code code, String message) {
        super(message);
        this.code = code;
    }

    static RequestRefused malformed(String message) {
        return new RequestRefused(Code.MALFORMED, message);
    }

    static RequestRefused invalid(String message) {
        return new RequestRefused(Code.INVALID, message);
    }

    Code code() {
        return code;
    }
}
