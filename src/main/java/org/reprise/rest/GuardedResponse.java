package org.reprise.rest;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Keeps an answer as {@link SecurityHeaders} wants it, whoever writes it: a policy for its content takes the place of
 * the one before, nothing is kept by browsers that shall not be, and a place on this server is told by its path. Scheme
 * and host of a request are whatever its sender wrote.
 */
final class GuardedResponse extends HttpServletResponseWrapper {
    static final String CSP = "Content-Security-Policy";
    static final String CACHE = "Cache-Control";
    private static final String LOCATION = "Location";

    /** For whom an answer is. */
    enum Kind {
        /** What pages load, which browsers keep. */
        RESOURCE,
        PAGE,
        /** For programs. */
        ROUTE
    }

    private final String host;
    private final Kind kind;
    private ServletOutputStream output;

    /** @param host as the request calls this server; or null */
    GuardedResponse(HttpServletResponse response, String host, Kind kind) {
        super(response);
        this.host = host;
        this.kind = kind;
    }

    /** A long file that a page has for somebody ends when they go away. */
    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (kind != Kind.ROUTE) {
            return super.getOutputStream();
        }
        if (output == null) {
            output = new AbandonedOutput(super.getOutputStream());
        }
        return output;
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isFixed(name)) {
            super.setHeader(name, name.equalsIgnoreCase(LOCATION) ? path(value) : value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(CSP) || name.equalsIgnoreCase(LOCATION)) {
            setHeader(name, value);
        } else if (!isFixed(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isFixed(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isFixed(name)) {
            super.addDateHeader(name, date);
        }
    }

    /** A file that a page has for somebody begins anew; what browsers are told of every answer stays. */
    @Override
    public void reset() {
        var told = new LinkedHashMap<String, List<String>>();
        getHeaderNames().stream()
                .filter(name -> !name.regionMatches(true, 0, "Content-", 0, 8) || name.equalsIgnoreCase(CSP))
                .forEach(name -> told.putIfAbsent(name, List.copyOf(getHeaders(name))));
        super.reset();
        output = null;
        told.forEach((name, values) -> values.forEach(value -> super.addHeader(name, value)));
    }

    /** By itself the server would put scheme and host before it. */
    @Override
    public void sendRedirect(String location) throws IOException {
        resetBuffer();
        setStatus(SC_FOUND);
        setHeader(LOCATION, location);
        flushBuffer();
    }

    private boolean isFixed(String name) {
        return kind != Kind.RESOURCE
                && (name.equalsIgnoreCase(CACHE)
                        || name.equalsIgnoreCase("Expires")
                        || name.equalsIgnoreCase("Pragma"));
    }

    private String path(String location) {
        int begin = location == null ? -1 : location.indexOf("://");
        int end = begin < 0 ? -1 : location.indexOf('/', begin + 3);
        boolean isHere = end > 0
                && host != null
                && withoutPort(location.substring(begin + 3, end)).equals(withoutPort(host));
        return isHere ? location.substring(end) : location;
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    }
}
