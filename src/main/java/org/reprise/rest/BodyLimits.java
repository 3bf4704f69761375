package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Waits for bodies of requests within limits: how long, and for how many at a time, so that threads are left for
 * everything else. A body that has come with its request waits for nobody and is always read. Forms are for pages
 * alone, and are read here; the files in them are deleted when they were answered.
 */
public class BodyLimits extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(BodyLimits.class.getName());

    /** Less than the threads that WildFly has on one processor, all together. */
    private static final int MAX_SMALL = 10;

    private static final int MAX_FILES = 4;
    private static final int MAX_FORM_BYTES = 1 << 20;
    private static final Set<String> FILES = Set.of("text/csv", "application/octet-stream");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data";

    private final transient Semaphore small = new Semaphore(MAX_SMALL);
    private final transient Semaphore files = new Semaphore(MAX_FILES);

    @Inject
    private transient SlowBodies slowBodies;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var type = type(request);
        if (!hasBody(request)) {
            chain.doFilter(request, response);
        } else if (type.equals(FORM) || type.equals(PARTS)) {
            form(request, response, chain, type);
        } else if (Pages.areAskedFor(request)) {
            refuse(request, response, ProblemCode.UNSUPPORTED_TYPE, "A page takes forms alone.");
        } else {
            body(request, response, chain, FILES.contains(type));
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static String type(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null ? "" : type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private void body(HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean isFile)
            throws IOException, ServletException {
        var permits = isFile ? files : small;
        try (var paced = new PacedRequest(
                request, slowBodies, isFile ? BodyPace.OF_FILES : BodyPace.WHOLE_IN_TEN_SECONDS, permits)) {
            if (paced.isHere() || paced.mayWait()) {
                chain.doFilter(paced, response);
            } else {
                refuseForNow(request, response);
            }
        }
    }

    private void form(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String type)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        boolean hasFiles = type.equals(PARTS);
        if (!Pages.areAskedFor(request)) {
            refuse(request, response, ProblemCode.UNSUPPORTED_TYPE, Problem.detail(415));
        } else if (length < 0 || !hasFiles && length > MAX_FORM_BYTES) {
            refuse(request, response, ProblemCode.TOO_LARGE, "A form says how long it is, up to 1 MiB without files.");
        } else {
            var permits = hasFiles ? files : small;
            if (!permits.tryAcquire()) {
                refuseForNow(request, response);
                return;
            }
            Collection<Part> parts;
            try {
                parts = read(request, hasFiles ? BodyPace.ofForm(length) : BodyPace.WHOLE_IN_TEN_SECONDS.window());
            } catch (SlowBodies.TooSlow e) {
                refuse(request, response, ProblemCode.TOO_SLOW, Problem.detail(408));
                return;
            } catch (IOException | ServletException | RuntimeException e) {
                LOG.log(Level.FINE, e, () -> "request " + RequestId.of(request) + " brought no form");
                refuse(request, response, ProblemCode.MALFORMED_REQUEST, "The form is cut short, too long or none.");
                return;
            } finally {
                permits.release();
            }
            try {
                chain.doFilter(request, response);
            } finally {
                delete(parts);
            }
        }
    }

    /** @return its parts, if it has any */
    private Collection<Part> read(HttpServletRequest request, long nanos) throws IOException, ServletException {
        if (request.getCharacterEncoding() == null) {
            // as pages are; Faces would say so, and too late
            request.setCharacterEncoding("UTF-8");
        }
        try (var wait = slowBodies.open()) {
            return wait.within(nanos, () -> {
                try {
                    return type(request).equals(PARTS) ? request.getParts() : noParts(request);
                } catch (ServletException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    private static Collection<Part> noParts(HttpServletRequest request) {
        request.getParameterMap();
        return List.of();
    }

    private static void delete(Collection<Part> parts) {
        for (var part : parts) {
            try {
                part.delete();
            } catch (IOException | RuntimeException e) {
                LOG.warning(() -> "An uploaded file was not deleted: " + e.getMessage());
            }
        }
    }

    private static void refuseForNow(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "1");
        refuse(
                request,
                response,
                ProblemCode.UNAVAILABLE,
                "Too many bodies of requests are on their way; try again soon.");
    }

    /** What may still come of the body is no next request. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, ProblemCode code, String detail)
            throws IOException {
        response.setHeader("Connection", "close");
        ProblemPage.answer(request, response, code, detail);
    }
}
