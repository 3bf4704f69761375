package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Needs;
import org.reprise.access.Role;

/**
 * The second wall, behind {@link SignInCheck}: a resource method that names no role answers nobody, and neither does
 * any to a request that did not come through the first.
 */
@Provider
public class RoleCheck implements ContainerRequestFilter {
    @Context
    private ResourceInfo route;

    @Inject
    private CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = route.getResourceMethod();
        if (method == null) {
            // OPTIONS, which JAX-RS answers by itself
            return;
        }
        if (find(method, Open.class) == null) {
            var needed = roleOf(method);
            if (needed == null || caller.find().isEmpty()) {
                throw new RequestRefused(ProblemCode.FORBIDDEN, Problem.detail(403));
            }
            caller.require(needed);
        }
    }

    /** What a method needs; null: nothing is said, so nobody may. */
    static Role roleOf(Method method) {
        var needs = find(method, Needs.class);
        return needs == null ? null : needs.value();
    }

    /** At the method, or else at its class. */
    static <A extends Annotation> A find(Method method, Class<A> type) {
        return method.isAnnotationPresent(type)
                ? method.getAnnotation(type)
                : other(method, type) ? null : method.getDeclaringClass().getAnnotation(type);
    }

    /** What stands at the method holds instead of what stands at the class. */
    private static boolean other(Method method, Class<?> type) {
        return method.isAnnotationPresent(type == Open.class ? Needs.class : Open.class);
    }
}
