package org.reprise.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.storage.PrivateFiles;

/**
 * What makes the first owner where Reprise can be reached by others than whoever is at the machine: it stands in the
 * log and in a file that only Reprise's user reads, for an hour. The next one is made when somebody asks for the page
 * again.
 */
@ApplicationScoped
public class SetupToken {
    static final Duration GOOD_FOR = Duration.ofHours(1);
    static final String FILE = "setup-token";
    private static final Logger LOG = Logger.getLogger(SetupToken.class.getName());

    private final Path file;
    private final TimeSource time;
    private String token;
    private Instant expiresAt = Instant.MIN;

    @Inject
    public SetupToken(Settings settings, TimeSource time) {
        this.file = settings.dataDir().resolve(FILE);
        this.time = time;
    }

    /** Makes one unless there is one that is good still; the log says it once. */
    public synchronized void offer() {
        if (token != null && time.now().isBefore(expiresAt)) {
            return;
        }
        token = Secret.random();
        expiresAt = time.now().plus(GOOD_FOR);
        String inFile = "";
        try {
            Files.deleteIfExists(file);
            PrivateFiles.write(file, token + "\n");
            inFile = ", as does the file " + file;
        } catch (IOException e) {
            LOG.warning(() -> "The setup token could not be written to " + file + ": " + e.getMessage());
        }
        var where = inFile;
        LOG.warning(() -> "Nobody can sign in yet. Open the page /begin and make yourself the owner; until "
                + expiresAt.truncatedTo(ChronoUnit.SECONDS) + " this token lets you" + where + ": "
                + token);
    }

    synchronized boolean isRight(String given) {
        return token != null
                && given != null
                && time.now().isBefore(expiresAt)
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** There is an owner. */
    synchronized void forget() {
        token = null;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warning(() -> "The setup token is good for nothing any more; remove " + file + ": " + e.getMessage());
        }
    }
}
