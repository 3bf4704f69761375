package org.reprise.ui;

import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reprise.access.AccessRefused;

/** A file that a page has for somebody, instead of the page. */
final class CsvDownload {
    private static final int TOO_MANY_REQUESTS = 429;

    private CsvDownload() {}

    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Sends it as it is read.
     *
     * @param name of letters, digits, dots and hyphens
     */
    static void send(String name, Content content) throws IOException {
        var faces = FacesContext.getCurrentInstance();
        var response = faces.getExternalContext();
        response.responseReset();
        response.setResponseContentType("text/csv; charset=utf-8");
        response.setResponseHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        var out = new OutputStreamWriter(response.getResponseOutputStream(), StandardCharsets.UTF_8);
        try {
            content.writeTo(out);
            out.flush();
        } catch (AccessRefused refused) {
            response.setResponseHeader(
                    "Retry-After",
                    String.valueOf(refused.after().orElse(Duration.ofMinutes(1)).toSeconds()));
            response.responseSendError(TOO_MANY_REQUESTS, refused.getMessage());
        }
        faces.responseComplete();
    }
}
