package org.reprise.ui;

import java.util.stream.Stream;

/**
 * What a browser is, by what it calls itself. For people who look where they are signed in: nothing depends on it.
 *
 * @param name as people call it; empty: it is no browser that most people know
 * @param system such as {@code Windows}; empty: it does not say
 */
record BrowserName(String name, String system) {
    /** In this order: most call themselves Chrome and Safari as well. */
    private static final String[][] NAMES = {
        {"Edg", "Edge"}, {"OPR", "Opera"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}
    };

    private static final String[][] SYSTEMS = {
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"Android", "Android"},
        {"Windows", "Windows"},
        {"Mac OS", "macOS"},
        {"Linux", "Linux"}
    };

    /** @param agent null: it called itself nothing */
    static BrowserName of(String agent) {
        return new BrowserName(first(agent, NAMES), first(agent, SYSTEMS));
    }

    private static String first(String agent, String[][] known) {
        return Stream.of(known)
                .filter(each -> agent != null && agent.contains(each[0]))
                .map(each -> each[1])
                .findFirst()
                .orElse("");
    }
}
