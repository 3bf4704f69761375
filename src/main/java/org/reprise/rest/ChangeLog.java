package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Leaves a line in the log for each request that asked for a change, under its id. Reads are told at FINE, and so is
 * what was refused to strangers, who try again and again: the audit has those.
 */
@Provider
public class ChangeLog implements ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(ChangeLog.class.getName());

    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_OFTEN = 429;
    private static final Pattern REACHED = Pattern.compile("/campaigns/\\d+/sent/?");

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        var path = asked.getUriInfo().getPath(false).replaceFirst("^/?", "/");
        boolean change = !asked.getMethod().equals("GET") && !asked.getMethod().equals("HEAD");
        LOG.log(
                change && !isOneOfMany(answer.getStatus(), path) ? Level.INFO : Level.FINE,
                () -> "request " + RequestId.of(request) + ": " + asked.getMethod() + " " + path + " is answered "
                        + answer.getStatus());
    }

    private static boolean isOneOfMany(int status, String path) {
        return status == UNAUTHENTICATED
                || status == TOO_OFTEN
                || status < 300
                        && (path.startsWith("/telegram/")
                                || REACHED.matcher(path).matches());
    }
}
