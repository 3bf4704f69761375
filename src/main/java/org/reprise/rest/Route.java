package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * The route that the server takes a request to. {@code //x}, {@code /x;a}, {@code /%78}, {@code /./x}, {@code /x/} and
 * {@code /api/x} all lead to {@code /x}; a rule about routes that looked at the address as it was sent would hold for
 * one of them alone.
 */
final class Route {
    private static final String API = "/api";
    private static final Pattern UPDATES = Pattern.compile("/telegram/[^/]+/updates");
    private static final String WELCOME = "index.xhtml";

    private Route() {}

    /** Begins with a slash and ends with none, unless it is one. */
    static String of(HttpServletRequest request) {
        var info = request.getPathInfo();
        var path = request.getServletPath() + (info == null ? "" : info);
        boolean asAFolder = request.getRequestURI().replaceAll(";[^/]*", "").endsWith("/");
        // what ends with a slash is a folder for some servers, and they put the welcome page of folders behind it
        return of(asAFolder && path.endsWith(WELCOME) ? path.substring(0, path.length() - WELCOME.length()) : path);
    }

    /** @param path decoded, without dots that lead elsewhere */
    static String of(String path) {
        var plain = ("/" + path.replaceAll(";[^/]*", "")).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        return plain.equals(API) || plain.startsWith(API + "/") ? of(plain.substring(API.length())) : plain;
    }

    /** Whether Telegram's updates go there, as {@link #of} has it. */
    static boolean isOfTelegram(String route) {
        return UPDATES.matcher(route).matches();
    }

    /** Whether it is {@code route} or lies below it. */
    static boolean isBelow(String route, HttpServletRequest request) {
        var path = of(request);
        return path.equals(route) || path.startsWith(route + "/");
    }
}
