package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;

/** Which requests are for pages and what they load, as the server maps them. */
final class Pages {
    private static final String RESOURCES = "/jakarta.faces.resource";

    private Pages() {}

    /** A page, or one of its resources. */
    static boolean areAskedFor(HttpServletRequest request) {
        boolean isFaces = "faces".equals(request.getHttpServletMapping().getServletName());
        return (isFaces || Route.of(request).equals("/")) && !ApiForward.endsWithASlash(request);
    }

    /** A style, script, picture or font that pages load. */
    static boolean isResource(HttpServletRequest request) {
        return areAskedFor(request) && Route.isBelow(RESOURCES, request);
    }
}
