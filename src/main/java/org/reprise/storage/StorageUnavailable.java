package org.reprise.storage;

import jakarta.ejb.ApplicationException;
import java.util.logging.Level;

/**
 * The database is out of reach, full, or refused the statement for what others did; later it may do the same. Whether a
 * write that failed so was committed is not known; repeat only what may be repeated.
 *
 * <p>Comes out of an EJB as it is: the container would wrap any other exception of this kind.
 */
@ApplicationException
public final class StorageUnavailable extends StorageFailed {
    private static final long serialVersionUID = 1;

    private final DatabaseTrouble trouble;

    public StorageUnavailable(Throwable cause) {
        super(firstLine(cause), cause);
        this.trouble = DatabaseTrouble.of(cause);
    }

    public DatabaseTrouble trouble() {
        return trouble;
    }

    /** What everybody meets {@link DatabaseHealth} tells once, and nobody else has to. */
    @Override
    public Level level() {
        return trouble.concernsEverybody() ? Level.FINE : Level.WARNING;
    }
}
