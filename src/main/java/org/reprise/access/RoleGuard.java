package org.reprise.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;

/** Holds use cases to their {@link Needs}, whichever edge calls them. */
@Interceptor
@Needs(Role.VIEWER)
@Priority(Interceptor.Priority.APPLICATION)
public class RoleGuard implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private transient CurrentCaller caller;

    @AroundInvoke
    Object guard(InvocationContext call) throws Exception {
        var method = call.getMethod();
        var needs = method.isAnnotationPresent(Needs.class)
                ? method.getAnnotation(Needs.class)
                : method.getDeclaringClass().getAnnotation(Needs.class);
        caller.require(needs.value());
        return call.proceed();
    }
}
