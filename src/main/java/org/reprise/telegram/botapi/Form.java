package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;

/** A multipart form: parameters, and one file, which is mapped, not read: it may have tens of megabytes. */
final class Form {
    private final String boundary = UUID.randomUUID().toString();
    private final StringBuilder head = new StringBuilder();

    Form(JsonObject parameters) {
        parameters.forEach((name, value) -> {
            part("name=\"" + name + "\"");
            head.append(value instanceof JsonString text ? text.getString() : value.toString())
                    .append("\r\n");
        });
    }

    ContentType type() {
        return ContentType.parse("multipart/form-data; boundary=" + boundary);
    }

    /** @param fileName as people see it */
    List<ByteBuffer> with(String name, Path file, String fileName) throws IOException {
        part("name=\"" + name + "\"; filename=\"" + fileName.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + "\"");
        try (var channel = FileChannel.open(file)) {
            return List.of(
                    ByteBuffer.wrap(head.toString().getBytes(UTF_8)),
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()),
                    ByteBuffer.wrap(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8)));
        }
    }

    private void part(String disposition) {
        head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; ")
                .append(disposition);
        head.append("\r\n\r\n");
    }
}
