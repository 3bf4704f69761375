package org.reprise.rest;

import jakarta.json.JsonObject;
import java.util.Locale;
import org.reprise.lifecycle.Readiness;

/**
 * RFC 9457, and three more members: {@code code} names the kind for programs, {@code pointer} the member that is meant,
 * if one is, and {@code error} repeats the detail in one line, for the existing clients.
 */
final class Problem {
    static final String TYPE = "application/problem+json; charset=utf-8";

    private Problem() {}

    static JsonObject of(ProblemCode code, String detail, String instance) {
        return body(code, code.status(), null, detail, instance).build();
    }

    /**
     * For members beyond the standard's.
     *
     * @param status where the server decided on one that the code does not have, such as 431
     * @param pointer to a member of the body (RFC 6901), or null
     */
    static JsonBody body(ProblemCode code, int status, String pointer, String detail, String instance) {
        return JsonBody.with("type", code.type())
                .and("title", title(code))
                .and("status", status)
                .and("code", code)
                .and("detail", detail)
                .and("instance", instance)
                .andIfThere("pointer", pointer)
                .and(
                        "error",
                        detail.lines().reduce((one, next) -> one + " " + next).orElse(""));
    }

    /** What to say where the container refused by itself. */
    static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path takes other methods; Allow names them.";
            case 406 -> "This path answers in no type that the request accepts; most answer in application/json.";
            case 408 -> "The body came too slowly.";
            case 413 -> "The body is too long.";
            case 415 -> "The body must be application/json; an import text/csv, a file application/octet-stream.";
            case 421 -> "The request is for another host.";
            case 503 -> Readiness.NOT_READY;
            default -> status >= 500 ? "The server failed." : "The request is malformed.";
        };
    }

    private static String title(ProblemCode code) {
        var words = code.toString().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
