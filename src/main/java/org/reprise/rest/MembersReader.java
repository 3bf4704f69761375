package org.reprise.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Stream;

/** Reads {@link Members} from a request, up to 1 MiB: a longer one is kept nowhere. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class MembersReader implements MessageBodyReader<Members> {
    static final int MAX_BODY_BYTES = 1 << 20;
    private static final int LET_PASS = 16 << 20;

    /** The attribute of a request that holds what was read, for whoever refuses a member of it. */
    static final String READ = Members.class.getName();

    @Context
    private HttpServletRequest request;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Members.class;
    }

    @Override
    public Members readFrom(
            Class<Members> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var declaration = declaration(annotations);
        var charset = media.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new RequestRefused(ProblemCode.UNSUPPORTED_TYPE, "JSON is read as UTF-8, not as " + charset);
        }
        var bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            letPass(body);
            throw new RequestRefused(ProblemCode.TOO_LARGE, "The body is longer than 1 MiB.");
        }
        var members = Members.parse(bytes, declaration);
        request.setAttribute(READ, members);
        return members;
    }

    private static RequestBody declaration(Annotation[] annotations) {
        return Stream.of(annotations)
                .filter(Takes.class::isInstance)
                .map(each -> ((Takes) each).value())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a route's Members lack @Takes"));
    }

    /** Many clients look for an answer only when they have sent everything; one that never ends is cut off. */
    private static void letPass(InputStream rest) throws IOException {
        var gone = new byte[1 << 16];
        long left = LET_PASS;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = rest.read(gone);
        }
    }
}
