package org.reprise;

/**
 * What everything in this process shares, whichever deployment loaded it: two of Reprise on one server see the same.
 *
 * <p>It stands in the system properties, the one map that all class loaders of a process have in common.
 */
public final class OwnProcess {
    static final String OWNED = "reprise.owned.";

    /**
     * {@code Launch.java} sets it to {@link #POSSIBLE}, and ends the process when it is {@link #ASKED_FOR}. Both are
     * texts: WildFly deploys nothing while a system property is anything else.
     */
    static final String END = "reprise.end";

    static final String POSSIBLE = "possible";
    static final String ASKED_FOR = "asked for";

    private OwnProcess() {}

    /**
     * Ends the process soon, and in order, if whoever launched it lets Reprise do so.
     *
     * @return false on a server that runs other applications too: it goes on
     */
    public static boolean end() {
        if (!isReprisesAlone()) {
            return false;
        }
        System.setProperty(END, ASKED_FOR);
        return true;
    }

    /** Whether whoever launched the process lets Reprise end it: it runs nothing else. */
    static boolean isReprisesAlone() {
        return System.getProperty(END) != null;
    }

    /** @return null when {@code what} is now {@code owner}'s; else whose it is */
    public static String claim(String what, String owner) {
        return (String) System.getProperties().putIfAbsent(OWNED + what, owner);
    }

    /** Does nothing when it is somebody else's. */
    public static void giveBack(String what, String owner) {
        System.getProperties().remove(OWNED + what, owner);
    }
}
