package org.reprise.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What pages take: to be read, and forms that one of them was given with. Faces itself would take a form of nobody's
 * for a first visit, and any method for either. What pages are made of is no page.
 */
public class PageRules extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** As the server gave it: two numbers that name what it keeps. */
    private static final Pattern VIEW_STATE = Pattern.compile("-?\\d{1,20}:-?\\d{1,20}");

    /**
     * By which the page's scripts are known: a UUID in base64, which the library looks at no sooner than in the answer.
     */
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int MAX_QUERY_LENGTH = 4096;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isPage = Pages.areAskedFor(request);
        if (!isPage && !Route.isBelow("/resources", request)) {
            chain.doFilter(request, response);
        } else if (!isPage || !exists(request)) {
            ProblemPage.answer(request, response, ProblemCode.NOT_FOUND, Problem.detail(404));
        } else {
            var refusal = refusal(request);
            if (refusal == null) {
                chain.doFilter(request, response);
            } else {
                refuse(request, response, refusal);
            }
        }
    }

    /** @return null: Faces may have it */
    private static ProblemCode refusal(HttpServletRequest request) {
        boolean isReading = READING.contains(request.getMethod());
        if (!isReading && (!request.getMethod().equals("POST") || Pages.isResource(request))) {
            return ProblemCode.METHOD_NOT_ALLOWED;
        } else if (request.getQueryString() != null && request.getQueryString().length() > MAX_QUERY_LENGTH) {
            return ProblemCode.MALFORMED_PARAMETER;
        }
        return isReading || isOfAPage(request) ? null : ProblemCode.MALFORMED_REQUEST;
    }

    private static boolean isOfAPage(HttpServletRequest request) {
        return matches(VIEW_STATE, request.getParameter("jakarta.faces.ViewState"))
                && matches(NONCE, decoded(request.getParameter("primefaces.nonce")));
    }

    private static boolean matches(Pattern pattern, String value) {
        return value != null && pattern.matcher(value).matches();
    }

    private static String decoded(String base64) {
        try {
            return base64 == null ? null : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, ProblemCode code)
            throws IOException {
        if (code == ProblemCode.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", Pages.isResource(request) ? "GET, HEAD" : "GET, HEAD, POST");
        }
        ProblemPage.answer(
                request,
                response,
                code,
                switch (code) {
                    case METHOD_NOT_ALLOWED -> Problem.detail(405);
                    case MALFORMED_PARAMETER -> "The query is longer than " + MAX_QUERY_LENGTH + " characters.";
                    default -> "A page takes the forms that it was shown with, and no others.";
                });
    }

    /** Pages lie at the root of the WAR; what they are put together of lies below. */
    private boolean exists(HttpServletRequest request) throws IOException {
        if (Pages.isResource(request)) {
            return true;
        }
        var route = Route.of(request);
        var view = route.equals("/") ? "/index.xhtml" : route.endsWith(".xhtml") ? route : route + ".xhtml";
        return view.indexOf('/', 1) < 0
                && view.indexOf('\0') < 0
                && getServletContext().getResource(view) != null;
    }
}
