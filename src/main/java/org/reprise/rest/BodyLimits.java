package org.reprise.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.access.Caller;
import org.reprise.access.CurrentCaller;

/**
 * Waits for bodies of requests within limits: how long, and for how many at a time, so that threads are left for
 * everything else; strangers have a few of their own. A body that has come with its request waits for nobody and is
 * always read. Forms are for pages alone, and are read here; the files in them are deleted when they were answered.
 */
public class BodyLimits extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(BodyLimits.class.getName());

    /** Less than the threads that WildFly has on one processor, all together. */
    private static final int MAX_SMALL = 7;

    private static final int MAX_FILES = 4;

    /** However many strangers send by drops, they are in nobody's way but each other's. */
    private static final int MAX_OF_STRANGERS = 3;

    private static final Set<String> FILES = Set.of("text/csv", "application/octet-stream");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data";

    private final transient Semaphore small = new Semaphore(MAX_SMALL);
    private final transient Semaphore files = new Semaphore(MAX_FILES);
    private final transient Semaphore strangers = new Semaphore(MAX_OF_STRANGERS);

    @Inject
    private transient SlowBodies slowBodies;

    @Inject
    private transient CurrentCaller caller;

    private transient Path uploads;

    /** Where no other user of the machine looks. */
    @Override
    public void init() throws ServletException {
        try {
            uploads = Files.createTempDirectory(temporaryDirectory(), "reprise-uploads-");
        } catch (IOException e) {
            throw new ServletException("There is no place for uploaded files", e);
        }
    }

    @Override
    public void destroy() {
        try {
            Files.deleteIfExists(uploads);
        } catch (IOException e) {
            LOG.warning(() -> "The directory of uploaded files stays: " + e.getMessage());
        }
    }

    private Path temporaryDirectory() {
        return ((File) getServletContext().getAttribute(ServletContext.TEMPDIR)).toPath();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var type = type(request);
        if (!hasBody(request)) {
            chain.doFilter(request, response);
        } else if (type.equals(FORM) || type.equals(PARTS)) {
            form(request, response, chain, type.equals(PARTS));
        } else if (Pages.areAskedFor(request)) {
            refuse(request, response, ProblemCode.UNSUPPORTED_TYPE, "A page takes forms alone.");
        } else {
            body(request, response, chain, FILES.contains(type));
        }
    }

    private Semaphore permits(boolean isFile) {
        boolean isStranger =
                caller.find().filter(who -> who.kind() != Caller.Kind.NOBODY).isEmpty();
        return isStranger ? strangers : isFile ? files : small;
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
        try (var paced = new PacedRequest(
                request, slowBodies, isFile ? BodyPace.OF_FILES : BodyPace.WHOLE_IN_TEN_SECONDS, permits(isFile))) {
            if (paced.isHere() || paced.mayWait()) {
                chain.doFilter(paced, response);
            } else {
                refuseForNow(request, response);
            }
        }
    }

    private void form(HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean hasFiles)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        if (!Pages.areAskedFor(request)) {
            refuse(request, response, ProblemCode.UNSUPPORTED_TYPE, Problem.detail(415));
        } else if (length < 0 || length > (hasFiles ? MultipartReader.MAX_BYTES : FormRequest.MAX_FIELD_BYTES)) {
            refuse(
                    request,
                    response,
                    ProblemCode.TOO_LARGE,
                    "A form says how long it is, up to 1 MiB without files and 1 GiB with them.");
        } else {
            try (var form = read(request, response, hasFiles)) {
                if (form != null) {
                    chain.doFilter(form, response);
                }
            }
        }
    }

    /** @return null: it was refused */
    private FormRequest read(HttpServletRequest request, HttpServletResponse response, boolean hasFiles)
            throws IOException {
        if (request.getCharacterEncoding() == null) {
            // as pages are; Faces would say so, and too late
            request.setCharacterEncoding("UTF-8");
        }
        var pace = hasFiles ? BodyPace.OF_FILES : BodyPace.WHOLE_IN_TEN_SECONDS;
        try (var paced = new PacedRequest(request, slowBodies, pace, permits(hasFiles))) {
            if (paced.isHere() || paced.mayWait()) {
                return hasFiles ? FormRequest.withFiles(paced, uploads) : FormRequest.ofFields(paced);
            }
            refuseForNow(request, response);
        } catch (SlowBodies.TooSlow e) {
            refuse(request, response, ProblemCode.TOO_SLOW, Problem.detail(408));
        } catch (FormRequest.BadForm e) {
            refuse(request, response, ProblemCode.MALFORMED_REQUEST, e.getMessage());
        } catch (IOException | IllegalStateException e) {
            // whoever sent it may be gone; servers tell so in either way
            LOG.log(Level.FINE, e, () -> "request " + RequestId.of(request) + " brought no form");
            refuse(request, response, ProblemCode.MALFORMED_REQUEST, "The form is cut short, too long or none.");
        }
        return null;
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
