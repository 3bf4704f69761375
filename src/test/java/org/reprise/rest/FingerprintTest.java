package org.reprise.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void whoeverReadsTheBodyAndClosesItTheFingerprintIsTheSame() throws IOException {
        var read = new Fingerprint("a=b", body("{}"));
        try (var stream = read.body()) {
            assertThat(stream.readAllBytes()).hasSize(2);
        }
        assertThat(read.whole()).isEqualTo(new Fingerprint("a=b", body("{}")).whole());
    }

    @Test
    void anotherBodyOrQueryHasAnother() throws IOException {
        var one = new Fingerprint("a=b", body("{}")).whole();
        assertThat(new Fingerprint("a=c", body("{}")).whole()).isNotEqualTo(one);
        assertThat(new Fingerprint("a=b", body("[]")).whole()).isNotEqualTo(one);
        assertThat(new Fingerprint(null, body("a=b{}")).whole()).isNotEqualTo(one);
    }

    /** As a server's: closed, it is not read any more. */
    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            private boolean closed;

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (closed) {
                    throw new IllegalStateException("closed");
                }
                return super.read(buffer, offset, length);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
