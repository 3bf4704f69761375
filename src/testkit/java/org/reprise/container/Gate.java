package org.reprise.container;

import jakarta.annotation.PostConstruct;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Stands between the container and each of Reprise's EJBs: what passes here has their lock already. */
public class Gate {
    private static final List<String> STARTED = new CopyOnWriteArrayList<>();
    private static volatile Consumer<String> keeper = method -> {};

    /** The EJBs in the order in which they started. */
    static List<String> started() {
        return STARTED;
    }

    /** @param keeper is given the name of each method that is called, and may hold it up */
    static void keptBy(Consumer<String> keeper) {
        Gate.keeper = keeper;
    }

    @PostConstruct
    void start(InvocationContext call) throws Exception {
        call.proceed();
        // the class of the bean may be one that the container made of it
        STARTED.add(call.getTarget().getClass().getSimpleName().replaceAll("\\W.*", ""));
    }

    @AroundInvoke
    Object pass(InvocationContext call) throws Exception {
        keeper.accept(call.getMethod().getName());
        return call.proceed();
    }
}
