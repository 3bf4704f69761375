package org.reprise.telegram.tdlib.dc;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The TDLib that tests run with: what REPRISE_TDLIB_LIBRARY names, or what install.sh put into target/tdlib or data.
 */
public final class LibraryUnderTest {
    private static final String MISSING = "TDLib is not here, so nothing was tested with it. To get it: "
            + "server-config/tdlib/install.sh target/tdlib (needs npm), or set REPRISE_TDLIB_LIBRARY to a libtdjson.";

    private LibraryUnderTest() {}

    /** Skips the test where there is none; on a build server that fails it. */
    public static Path find() {
        var found = Stream.concat(
                        Stream.of(
                                        Optional.ofNullable(System.getProperty("reprise.tdlib.library")),
                                        Optional.ofNullable(System.getenv("REPRISE_TDLIB_LIBRARY")))
                                .flatMap(Optional::stream)
                                .map(Path::of),
                        Stream.of("target/tdlib", "data")
                                .map(directory -> Path.of(directory, System.mapLibraryName("tdjson"))))
                .filter(Files::isRegularFile)
                .findFirst();
        if (found.isEmpty()) {
            return "true".equals(System.getenv("CI")) ? fail(MISSING) : abort(MISSING);
        }
        return found.get().toAbsolutePath();
    }
}
