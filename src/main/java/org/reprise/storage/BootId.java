package org.reprise.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells one start of one machine from all others. */
public final class BootId {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {}

    /** @return empty on systems that have none */
    public static Optional<String> current() {
        try {
            return Optional.of(Files.readString(LINUX).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
