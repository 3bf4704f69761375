package org.reprise.rest;

import jakarta.json.JsonObject;
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
        var instance = path == null ? request.getRequestURI() : path.toString();
        answer(
                request,
                response,
                Problem.body(ProblemCode.of(status), status, null, Problem.detail(status), instance)
                        .build());
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, ProblemCode code, String detail)
            throws IOException {
        answer(request, response, Problem.of(code, detail, request.getRequestURI()));
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, JsonObject problem)
            throws IOException {
        int status = problem.getInt("status");
        if (PageOfError.isWantedBy(request)) {
            PageOfError.answer(request, response, status, problem.getString("instance"), problem.getString("detail"));
        } else {
            response.setStatus(status);
            response.setContentType(Problem.TYPE);
            response.getWriter().print(problem);
        }
    }
}
