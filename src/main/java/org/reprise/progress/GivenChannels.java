package org.reprise.progress;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The channels that pages of one browser's session were given to listen at, the newest of them. Faces itself lets
 * anybody listen who knows a channel's name.
 */
public final class GivenChannels implements Serializable {
    private static final long serialVersionUID = 1;

    /** As many pages as one browser has open, and more. */
    private static final int MAX = 200;

    private static final String IN_SESSION = GivenChannels.class.getName();

    private final Set<String> channels = new LinkedHashSet<>();

    private GivenChannels() {}

    /**
     * Notes a channel that a page is shown with.
     *
     * @param session what is kept for the browser, by names
     */
    public static void give(Map<String, Object> session, String channel) {
        ((GivenChannels) session.computeIfAbsent(IN_SESSION, none -> new GivenChannels())).add(channel);
    }

    private synchronized void add(String name) {
        channels.remove(name);
        channels.add(name);
        if (channels.size() > MAX) {
            channels.remove(channels.iterator().next());
        }
    }

    /**
     * Whether a page of that session was given the channel.
     *
     * @param kept what the session holds under {@link #key}, or null
     * @param name the query of the socket's address, or null
     */
    public static boolean isGiven(Object kept, String name) {
        return kept instanceof GivenChannels given && name != null && given.has(name);
    }

    /** By which a session holds them. */
    public static String key() {
        return IN_SESSION;
    }

    private synchronized boolean has(String name) {
        return channels.contains(name);
    }
}
