package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageSessionLimitsTest {
    private final PageSessionLimits limits = new PageSessionLimits(Runnable::run);
    private final Map<String, Integer> seconds = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> tooOld = new HashSet<>();
    private final Map<String, PageSessions.Owner> owners = new HashMap<>();

    @Test
    void aSessionIsShortUntilSomebodyComesBackWithIt() {
        var session = begin("a");
        assertThat(seconds).containsEntry("a", PageSessionLimits.NEW_SECONDS);
        limits.usedAgain(session);
        assertThat(seconds).containsEntry("a", PageSessionLimits.KEPT_SECONDS);
    }

    @Test
    void ofThoseThatNobodyCameBackWithTheOldestEnd() {
        var kept = begin("kept");
        limits.usedAgain(kept);
        var all = new ArrayList<HttpSession>();
        for (int i = 0; i < PageSessionLimits.MAX_NEW + 3; i++) {
            all.add(begin("s" + i));
        }
        assertThat(ended).containsExactlyInAnyOrder("s0", "s1", "s2");
    }

    @Test
    void beyondThoseThatAreKeptASessionStaysShort() {
        for (int i = 0; i <= PageSessionLimits.MAX_KEPT; i++) {
            limits.usedAgain(begin("s" + i));
        }
        assertThat(seconds).containsEntry("s" + PageSessionLimits.MAX_KEPT, PageSessionLimits.NEW_SECONDS);
        limits.ended(session("s5"));
        limits.usedAgain(session("s" + PageSessionLimits.MAX_KEPT));
        assertThat(seconds).containsEntry("s" + PageSessionLimits.MAX_KEPT, PageSessionLimits.KEPT_SECONDS);
    }

    @Test
    void strangersMakeNoRoomOutOfWhatIsSomebodys() {
        var anns = begin("ann", 1L);
        limits.usedAgain(anns);
        begin("ann's other", 1L);
        for (int i = 0; i < 2 * PageSessionLimits.MAX_NEW; i++) {
            begin("s" + i);
            limits.usedAgain(session("s" + i));
        }
        for (int i = 0; i < PageSessionLimits.MAX_NEW; i++) {
            begin("bob's " + i, 2L);
        }
        assertThat(ended).noneMatch(id -> id.startsWith("ann"));
        limits.usedAgain(begin("ann's next", 1L));
        assertThat(seconds).containsEntry("ann's next", PageSessionLimits.KEPT_SECONDS);
    }

    /** A server ends one that is too old when another request asks it, and takes that request's session away. */
    @Test
    void noOtherSessionIsAskedForAnything() {
        for (int i = 0; i < 5; i++) {
            begin("old " + i);
            tooOld.add("old " + i);
        }
        var session = begin("new");
        limits.usedAgain(session);
        assertThat(seconds).containsEntry("new", PageSessionLimits.KEPT_SECONDS);
    }

    private HttpSession begin(String id, long person) {
        owners.put(id, new PageSessions.Owner(person, 1L));
        return begin(id);
    }

    private HttpSession begin(String id) {
        var session = session(id);
        limits.created(session);
        return session;
    }

    private HttpSession session(String id) {
        return (HttpSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpSession.class}, (self, method, values) -> {
                    switch (method.getName()) {
                        case "getId" -> {
                            return id;
                        }
                        case "getAttribute" -> {
                            if (tooOld.contains(id)) {
                                throw new AssertionError(id + " is asked by another request");
                            }
                            return owners.get(id);
                        }
                        case "setMaxInactiveInterval" -> seconds.put(id, (Integer) values[0]);
                        case "invalidate" -> ended.add(id);
                        default -> throw new UnsupportedOperationException(method.getName() + List.of(values));
                    }
                    return null;
                });
    }
}
