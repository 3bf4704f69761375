package org.reprise.rest;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reprise.Settings;

/**
 * The names by which this server is called. Any name can be made to lead here: a page that had its own name do so would
 * be of the same origin as Reprise, and could read and change everything (DNS rebinding). So others are refused.
 */
final class HostNames {
    /** Host and port, and nothing else: no user, no dot at the end, no name of many scripts. */
    private static final Pattern HOST = Pattern.compile(
            "([a-zA-Z0-9_](?:[a-zA-Z0-9_-]*[a-zA-Z0-9_])?(?:\\.[a-zA-Z0-9_-]*[a-zA-Z0-9_])*|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_LENGTH = 300;

    private final Set<String> names;
    private final Set<String> webhookNames;

    HostNames(Settings settings) {
        this.names = with(LOOPBACK, settings.web().publicUrl());
        this.webhookNames = with(names, settings.telegram().webhookUrl());
    }

    private static Set<String> with(Set<String> names, Optional<URI> url) {
        var all = new HashSet<>(names);
        url.map(each -> each.getHost().toLowerCase(Locale.ROOT)).ifPresent(all::add);
        return Set.copyOf(all);
    }

    /** Whether an address leads to whoever uses it, and nobody else. */
    static boolean isLoopback(URI url) {
        return isLoopback(url.getHost().toLowerCase(Locale.ROOT));
    }

    /** @param name as {@link #name} has it */
    static boolean isLoopback(String name) {
        return LOOPBACK.contains(name);
    }

    /**
     * Whether {@code host}, as it stands in a request, is a name of this server.
     *
     * @param route that is asked for: that of Telegram's updates may be called by its own name
     */
    boolean contain(String host, String route) {
        var name = name(host);
        return name.isPresent() && (Route.isOfTelegram(route) ? webhookNames : names).contains(name.get());
    }

    /** Without its port, in small letters; empty: it is no host. */
    static Optional<String> name(String host) {
        if (host.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var matcher = HOST.matcher(host);
        boolean good = matcher.matches()
                && Stream.ofNullable(matcher.group(2))
                        .map(Integer::valueOf)
                        .allMatch(port -> port > 0 && port < 65_536);
        return good ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
