package org.reprise.testing.fakebot;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A form with files: bytes are kept apart by a boundary, so they are read as Latin-1, in which any byte is a letter.
 */
record Multipart(Request request) {
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

    Map<String, String> parameters() {
        var boundary = "--" + request.contentType().replaceAll(".*boundary=\"?([^\";]+).*", "$1");
        var parameters = new LinkedHashMap<String, String>();
        for (var part : new String(request.body(), StandardCharsets.ISO_8859_1).split(Pattern.quote(boundary))) {
            int end = part.indexOf("\r\n\r\n");
            if (end < 0) {
                continue;
            }
            var head = part.substring(0, end);
            var content = part.substring(end + 4, part.length() - 2);
            var name = NAME.matcher(head);
            if (name.find()) {
                parameters.put(name.group(1), head.contains("filename") ? "upload:" + content.length() : utf8(content));
            }
        }
        return parameters;
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
