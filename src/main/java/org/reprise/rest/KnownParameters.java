package org.reprise.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what a route does not take: query parameters, preconditions and keys in headers, and a body where there is
 * none. A route takes what its method has a parameter for.
 */
@Provider
public class KnownParameters implements ContainerRequestFilter {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    /** Whoever sends one of these with a change counts on it. */
    private static final List<String> PRECONDITIONS =
            List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE);

    @Context
    private ResourceInfo route;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = route.getResourceMethod();
        if (method == null) {
            // OPTIONS, which JAX-RS answers by itself
            return;
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> check(name, values, method));
        if (WITHOUT_BODY.contains(request.getMethod())) {
            refuseBody(request);
        } else {
            PRECONDITIONS.forEach(header -> refuseUnless(takes(method, header), header, request));
            refuseUnless(method.isAnnotationPresent(Idempotent.class), IdempotencyKey.HEADER, request);
        }
    }

    static List<String> parametersOf(Method method) {
        return Stream.of(method.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .toList();
    }

    private static boolean isList(String name, Method method) {
        return Stream.of(method.getParameters())
                .filter(parameter -> parameter.getType() == List.class)
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .anyMatch(named -> named != null && named.value().equals(name));
    }

    private static boolean takes(Method method, String header) {
        return Stream.of(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(named -> named != null && named.value().equals(header));
    }

    private static void check(String name, List<String> values, Method method) {
        var known = parametersOf(method);
        if (!known.contains(name)) {
            throw new RequestRefused(
                    ProblemCode.UNKNOWN_PARAMETER,
                    "Unknown query parameter " + Nearest.shown(name) + Nearest.words(name, known));
        }
        if (values.size() > 1 && !isList(name, method)) {
            throw new RequestRefused(ProblemCode.MALFORMED_PARAMETER, name + " stands in the query twice");
        }
    }

    private static void refuseBody(ContainerRequestContext request) {
        if (request.getLength() > 0) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_REQUEST, "A " + request.getMethod() + " takes no body; send it without.");
        }
    }

    private static void refuseUnless(boolean taken, String header, ContainerRequestContext request) {
        if (!taken && request.getHeaderString(header) != null) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_HEADER, "This route cannot obey the header " + header + "; send it without.");
        }
    }
}
