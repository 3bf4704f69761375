package org.reprise.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Idempotency-Key}: 1 to 200 printable ASCII characters, not all of them blanks, given once. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern SYNTAX = Pattern.compile("(?=.*\\S)[ -~]{1,200}");

    private IdempotencyKey() {}

    /** @throws RequestRefused malformed header */
    static Optional<String> of(ContainerRequestContext request) {
        var keys = request.getHeaders().getOrDefault(HEADER, List.of());
        if (keys.size() > 1
                || keys.stream().anyMatch(key -> !SYNTAX.matcher(key).matches())) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_HEADER, HEADER + " must be one key of 1 to 200 printable ASCII characters.");
        }
        return keys.stream().findFirst();
    }
}
