package org.reprise.rest;

import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a Content-Type says that its file is encoded. */
final class DeclaredCharset {
    private DeclaredCharset() {}

    /**
     * Null when nobody declared one. What calls itself ISO-8859-1 is windows-1252, as for browsers.
     *
     * @throws RequestRefused when Reprise does not know it
     */
    static Charset of(MediaType type) {
        var name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            var charset =
                    name == null ? null : Charset.forName(name.replace("\"", "").strip());
            return StandardCharsets.ISO_8859_1.equals(charset) ? Charset.forName("windows-1252") : charset;
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(
                    ProblemCode.UNSUPPORTED_TYPE,
                    "Reprise does not know the charset " + Nearest.shown(name)
                            + " of the Content-Type; it knows utf-8, utf-16, windows-1252 and others of IANA's names.");
        }
    }
}
