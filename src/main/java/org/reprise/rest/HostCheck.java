package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.reprise.Settings;

/**
 * Answers only to the names of this server, as {@link HostNames} has them; to others with 421. Probes may call it by
 * any name: {@code /health/live} and {@code /health/ready} tell strangers nothing but whether it is up. Who may read
 * the rest of its state may do so by any name, too.
 */
public class HostCheck extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> PROBES = Set.of("/health/live", "/health/ready");
    private static final Pattern AUTHORITY = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)");

    @Inject
    private transient Settings settings;

    @Inject
    private transient Monitors monitors;

    private transient HostNames names;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        names = new HostNames(settings);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var hosts = Collections.list(request.getHeaders("Host"));
        var route = Route.of(request);
        if (hosts.size() > 1) {
            refuse(request, response, "A request names one Host; this one names " + hosts.size() + ".");
        } else if (isOurs(request, hosts, route) || monitors.areNamed(request) && Monitors.isMonitored(route)) {
            chain.doFilter(request, response);
        } else if (isProbe(request, route)) {
            Monitors.noteForeignName(request);
            chain.doFilter(request, response);
        } else {
            refuse(
                    request,
                    response,
                    "Reprise is not called " + (hosts.isEmpty() ? "by no Host" : Nearest.shown(hosts.get(0)))
                            + "; REPRISE_PUBLIC_URL names the host that people and programs reach it by.");
        }
    }

    private static boolean isProbe(HttpServletRequest request, String route) {
        return PROBES.contains(route) && Set.of("GET", "HEAD").contains(request.getMethod());
    }

    /** A request may name its host in its first line as well, which then counts for some servers. */
    private boolean isOurs(HttpServletRequest request, List<String> hosts, String route) {
        var url = AUTHORITY.matcher(request.getRequestURL());
        return hosts.size() == 1
                && names.contain(hosts.get(0), route)
                && (!url.find() || names.contain(url.group(1), route));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        ProblemPage.answer(request, response, ProblemCode.MISDIRECTED, detail);
    }
}
