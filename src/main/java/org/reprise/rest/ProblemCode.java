package org.reprise.rest;

import java.util.Locale;

/** What can go wrong with a request, as programs tell it apart: {@code code} and {@code type} of a problem. */
enum ProblemCode {
    /** The body is not one JSON object in UTF-8. */
    MALFORMED_BODY(400),
    /** An object names a member twice. */
    DUPLICATE_MEMBER(400),
    /** The route takes no such member. */
    UNKNOWN_MEMBER(400),
    MISSING_MEMBER(400),
    /** One thing is given under two names. */
    TWO_NAMES(400),
    WRONG_TYPE(400),
    /** The route takes no such query parameter. */
    UNKNOWN_PARAMETER(400),
    /** A query parameter is missing, stands there twice, or is not what it has to be. */
    MALFORMED_PARAMETER(400),
    /** The path holds a percent sign that begins no character, or an id that is no number. */
    MALFORMED_PATH(400),
    MALFORMED_HEADER(400),
    /** The body could not be read to its end, or stands where none is taken. */
    MALFORMED_REQUEST(400),
    /** A login failed: wrong or expired code. */
    LOGIN_FAILED(400),
    /** Two-step verification asks for the account's password. */
    PASSWORD_NEEDED(400),
    /** Who it is was not said, or not so that it can be believed. */
    UNAUTHENTICATED(401),
    /** The caller's role does not do. */
    FORBIDDEN(403),
    /** A page of another origin asked for a change. */
    FOREIGN_ORIGIN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    /** The body came too slowly. */
    TOO_SLOW(408),
    /** The state of the campaign or session forbids it. */
    CONFLICT(409),
    /** The campaign's id was given out by Reprise; {@code "replace": true} takes it all the same. */
    ID_GIVEN_OUT(409),
    /** The first request with this Idempotency-Key has no answer yet. */
    IN_PROGRESS(409),
    /** Somebody else changed it since the version that If-Match names. */
    STALE(412),
    TOO_LARGE(413),
    UNSUPPORTED_TYPE(415),
    /** The request is for another host than this server's. */
    MISDIRECTED(421),
    /** Well-formed, but it makes no sense. */
    INVALID(422),
    /** Reprise knows the member, and cannot do it yet. */
    NOT_BUILT(422),
    /** The member is only read, and has another value. */
    READ_ONLY(422),
    /** The Idempotency-Key was used with another body. */
    KEY_REUSED(422),
    TOO_MANY_REQUESTS(429),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** What stands in {@code code}: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Stable; names the code and leads nowhere. */
    String type() {
        return "urn:reprise:problem:" + this;
    }

    /** For what a server or JAX-RS refused by itself. */
    static ProblemCode of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> TOO_SLOW;
            case 409 -> CONFLICT;
            case 412 -> STALE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_TYPE;
            case 421 -> MISDIRECTED;
            case 422 -> INVALID;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : MALFORMED_REQUEST;
        };
    }
}
