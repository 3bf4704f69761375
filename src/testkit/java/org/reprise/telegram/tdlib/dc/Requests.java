package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds the method for a request. One request at a time is answered, whatever connection it came by. */
final class Requests {
    private static final Logger LOG = Logger.getLogger(Requests.class.getName());
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<String, List<Runnable>> heldUp = new HashMap<>();

    void add(Map<String, Method> more) {
        methods.putAll(more);
    }

    /** How often the method was asked for. */
    int count(String method) {
        return counts.getOrDefault(method, new AtomicInteger()).get();
    }

    /** From now on the method is answered when it is let go. */
    synchronized void holdUp(String method) {
        heldUp.put(method, new ArrayList<>());
    }

    void letGo(String method) {
        List<Runnable> waiting;
        synchronized (this) {
            waiting = heldUp.remove(method);
        }
        waiting.forEach(Runnable::run);
    }

    /** @param answer is called later if so */
    synchronized boolean holdsUp(String method, Runnable answer) {
        return heldUp.containsKey(method) && heldUp.get(method).add(answer);
    }

    synchronized Object answer(ClientSession from, TlObject request) {
        counts.computeIfAbsent(request.name(), name -> new AtomicInteger()).incrementAndGet();
        var method = methods.get(request.name());
        LOG.log(Level.FINE, "{0}", request);
        try {
            if (method == null) {
                // most of what TDLib asks for is decoration that it can do without
                throw new RpcError(400, "NOT_IN_THIS_DATA_CENTRE");
            }
            return method.answer(from, request);
        } catch (RpcError refusal) {
            return tl("rpc_error").with("error_code", refusal.code).with("error_message", refusal.getMessage());
        }
    }
}
