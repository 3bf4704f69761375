package org.reprise.rest;

import jakarta.json.JsonObject;

/** RFC 9457, and one more member: {@code error} repeats the detail in one line, for the existing clients. */
final class Problem {
    static final String TYPE = "application/problem+json; charset=utf-8";

    private Problem() {}

    static JsonObject of(int status, String detail, String instance) {
        return body(status, detail, instance).build();
    }

    /** For members beyond the standard's. */
    static JsonBody body(int status, String detail, String instance) {
        return JsonBody.with("type", "about:blank")
                .and("title", title(status))
                .and("status", status)
                .and("detail", detail)
                .and("instance", instance)
                .and(
                        "error",
                        detail.lines().reduce((one, next) -> one + " " + next).orElse(""));
    }

    /** What to say where the container refused by itself. */
    static String detail(int status) {
        return switch (status) {
            case 400 -> "The request is malformed.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path takes other methods; Allow names them.";
            case 406 -> "This path answers in no type that the request accepts; most answer in application/json.";
            case 413 -> "The body is too long.";
            case 415 -> "The body must be application/json; an import text/csv, a file application/octet-stream.";
            case 503 -> "Reprise is not ready; try again soon.";
            default -> title(status) + ".";
        };
    }

    private static String title(int status) {
        var known = jakarta.ws.rs.core.Response.Status.fromStatusCode(status);
        return known == null ? (status == 422 ? "Unprocessable Content" : "Error") : known.getReasonPhrase();
    }
}
