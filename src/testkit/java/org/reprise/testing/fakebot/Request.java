package org.reprise.testing.fakebot;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One HTTP/1.1 request with a body of a stated length. */
record Request(String method, String path, String contentType, byte[] body) {

    /** The rest is still to come. */
    static final class CutShort extends EOFException {
        private static final long serialVersionUID = 1;

        private final int missing;

        CutShort(int missing) {
            this.missing = missing;
        }

        /** So many bytes at the least. */
        int missing() {
            return missing;
        }
    }

    /** @throws CutShort when it is not all there */
    static Request read(InputStream in) throws IOException {
        var first = line(in);
        var words = first.split(" ");
        int length = 0;
        var contentType = "";
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw new IOException("that is no HTTP");
            }
            var name = header.substring(0, colon);
            if (name.equalsIgnoreCase("content-length")) {
                length = Integer.parseInt(header.substring(colon + 1).strip());
            } else if (name.equalsIgnoreCase("content-type")) {
                contentType = header.substring(colon + 1).strip();
            } else if (name.equalsIgnoreCase("transfer-encoding")) {
                return new Request(words[0], words[1], contentType, chunks(in));
            }
        }
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new CutShort(length - body.length);
        }
        return new Request(words[0], words[1], contentType, body);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new CutShort(1);
            } else if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
