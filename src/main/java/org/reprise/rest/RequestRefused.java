package org.reprise.rest;

/** A request that says nothing a use case could be asked; nothing was changed. {@link ProblemMapper} answers it. */
final class RequestRefused extends RuntimeException {
    private final ProblemCode code;
    private final String pointer;

    RequestRefused(ProblemCode code, String message) {
        this(code, null, message);
    }

    /** @param pointer to the member that is meant (RFC 6901), such as {@code /attachment/url}; or null */
    RequestRefused(ProblemCode code, String pointer, String message) {
        super(message);
        this.code = code;
        this.pointer = pointer;
    }

    /** A member whose value makes no sense. */
    static RequestRefused invalid(String member, String message) {
        return new RequestRefused(ProblemCode.INVALID, "/" + member, message);
    }

    ProblemCode code() {
        return code;
    }

    /** Null: no member is meant. */
    String pointer() {
        return pointer;
    }
}
