package org.reprise.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a path or query whose percent signs are no UTF-8: servers answer such a request with an empty 200. Payara
 * does so before any filter is asked; its {@code Launch.java} lets the path through as text, and says so.
 */
public class ReadablePath extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String UNREADABLE = "reprise.path.unreadable";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(UNREADABLE) != null || !isReadable(request.getRequestURI())) {
            ProblemPage.answer(request, response, ProblemCode.MALFORMED_PATH, "The path is not percent-encoded UTF-8.");
        } else if (request.getQueryString() != null && !isReadable(request.getQueryString())) {
            ProblemPage.answer(
                    request, response, ProblemCode.MALFORMED_PARAMETER, "The query is not percent-encoded UTF-8.");
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isReadable(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                int high = digit(encoded, ++i);
                int low = digit(encoded, ++i);
                if (high < 0 || low < 0) {
                    return false;
                }
                bytes.write(high << 4 | low);
            } else {
                // what is not encoded is the server's to read; here it only ends a character
                bytes.write('x');
            }
        }
        return isUtf8(bytes.toByteArray());
    }

    private static int digit(String encoded, int at) {
        return at < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
