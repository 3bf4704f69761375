package org.reprise.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;

/**
 * How much room the data directory's disk has. Looking may hang, as a disk of the network may, so it is done beside.
 */
@ApplicationScoped
public class FreeSpace {
    private static final Logger LOG = Logger.getLogger(FreeSpace.class.getName());

    /** Keys, files for messages and SQLite's next pages still find room then; hardly anything else does. */
    private static final long MIN_BYTES = 8 << 20;

    private final Path directory;
    private volatile long bytes = Long.MAX_VALUE;

    @Inject
    public FreeSpace(Settings settings) {
        this(settings.dataDir());
    }

    FreeSpace(Path directory) {
        this.directory = directory;
    }

    /** As it was when somebody looked last, at most some seconds ago once the server is asked for its health. */
    public long bytes() {
        return bytes;
    }

    /** Whether anybody has looked yet. */
    public boolean isKnown() {
        return bytes != Long.MAX_VALUE;
    }

    public boolean isLow() {
        return bytes < MIN_BYTES;
    }

    /** What an operator is told when there is little. */
    public String words() {
        return "The data directory " + directory + " has " + bytes / (1 << 20)
                + " MB left. What to do: make room on its" + " disk.";
    }

    /** Looks up how much there is; may hang as long as the disk does. */
    public void look() {
        boolean wasLow = isLow();
        try {
            bytes = Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "how much room " + directory + " has cannot be told");
        }
        if (isLow() != wasLow) {
            LOG.log(
                    isLow() ? Level.WARNING : Level.INFO,
                    () -> isLow() ? words() : "The data directory has room again: " + bytes / (1 << 20) + " MB");
        }
    }
}
