package org.reprise.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses query parameters that the route does not take, or takes once, and bodies of requests that have none. */
@Provider
public class KnownParameters implements ContainerRequestFilter {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    @Context
    private ResourceInfo route;

    @Override
    public void filter(ContainerRequestContext request) {
        if (route.getResourceMethod() == null) {
            // OPTIONS, which JAX-RS answers by itself
            return;
        }
        var known = of(route.getResourceMethod());
        request.getUriInfo().getQueryParameters().forEach((name, values) -> check(name, values, known));
        if (WITHOUT_BODY.contains(request.getMethod()) && request.getLength() > 0) {
            throw new RequestRefused(
                    ProblemCode.MALFORMED_REQUEST, "A " + request.getMethod() + " takes no body; send it without.");
        }
    }

    static List<String> of(Method method) {
        return Stream.of(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map(KnownParameters::name)
                .toList();
    }

    private static String name(Parameter parameter) {
        return parameter.getAnnotation(QueryParam.class).value();
    }

    private static void check(String name, List<String> values, List<String> known) {
        if (!known.contains(name)) {
            throw new RequestRefused(
                    ProblemCode.UNKNOWN_PARAMETER,
                    "Unknown query parameter " + Nearest.shown(name) + Nearest.words(name, known));
        }
        if (values.size() > 1) {
            throw new RequestRefused(ProblemCode.MALFORMED_PARAMETER, name + " stands in the query twice");
        }
    }
}
