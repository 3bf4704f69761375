package org.reprise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build, as the pom names it. */
public final class RepriseVersion {
    private RepriseVersion() {}

    /** @return such as {@code 1.4.0} */
    public static String current() {
        try (var in = RepriseVersion.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
