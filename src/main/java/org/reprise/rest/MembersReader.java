package org.reprise.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads {@link Members} from a request, up to 1 MiB: no more of a longer one is taken in. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class MembersReader implements MessageBodyReader<Members> {
    static final int LONGEST = 1 << 20;

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
        var charset = media.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new RequestRefused(RequestRefused.Code.UNSUPPORTED, "JSON is read as UTF-8, not as " + charset);
        }
        refuse(saidLength(headers.getFirst(HttpHeaders.CONTENT_LENGTH)));
        var bytes = body.readNBytes(LONGEST + 1);
        refuse(bytes.length);
        return Members.parse(bytes);
    }

    private static void refuse(long length) {
        if (length > LONGEST) {
            throw new RequestRefused(RequestRefused.Code.TOO_LARGE, "The body is longer than 1 MiB.");
        }
    }

    /** The container has checked the header's form; whatever it says, no more than the limit is read. */
    private static long saidLength(String header) {
        return header == null || !header.matches("\\d{1,18}") ? 0 : Long.parseLong(header);
    }
}
