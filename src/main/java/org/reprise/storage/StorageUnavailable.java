package org.reprise.storage;

import jakarta.ejb.ApplicationException;
import java.util.logging.Level;

/**
 * The database did not do what was asked: it is out of reach, full, or refused the statement. Whether a write that
 * failed so was committed is not known; repeat only what may be repeated.
 *
 * <p>Comes out of an EJB as it is: the container would wrap any other exception of this kind.
 */
@ApplicationException
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final DatabaseTrouble trouble;

    public StorageUnavailable(Throwable cause) {
        super(firstLine(cause), cause);
        this.trouble = DatabaseTrouble.of(cause);
    }

    public DatabaseTrouble trouble() {
        return trouble;
    }

    /**
     * How loud whoever met it says so: what everybody meets {@link DatabaseHealth} tells once, and nobody else has to.
     */
    public Level level() {
        return trouble.concernsEverybody() ? Level.FINE : Level.WARNING;
    }

    /** The driver's own words, without the statement and its values. */
    private static String firstLine(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
