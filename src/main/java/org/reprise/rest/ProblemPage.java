package org.reprise.rest;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the container refuses before JAX-RS sees it gets the same kind of answer, for programs or for people. */
@WebServlet("/problem")
public class ProblemPage extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (PageOfError.isWantedBy(request)) {
            response.setStatus(status);
            response.setContentType(PageOfError.TYPE);
            response.getWriter().print(PageOfError.of(request, status, String.valueOf(path)));
            return;
        }
        answer(
                response,
                status,
                Problem.body(
                                ProblemCode.of(status),
                                status,
                                null,
                                Problem.detail(status),
                                path == null ? request.getRequestURI() : path.toString())
                        .build()
                        .toString());
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, ProblemCode code, String detail)
            throws IOException {
        answer(
                response,
                code.status(),
                Problem.of(code, detail, request.getRequestURI()).toString());
    }

    private static void answer(HttpServletResponse response, int status, String problem) throws IOException {
        response.setStatus(status);
        response.setContentType(Problem.TYPE);
        response.getWriter().print(problem);
    }
}
