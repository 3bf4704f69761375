package org.reprise.storage;

import jakarta.ejb.ApplicationException;

/**
 * The database did not do what was asked: it is out of reach, full, or refused the statement. Whether a write that
 * failed so was committed is not known; repeat only what may be repeated.
 *
 * <p>Comes out of an EJB as it is: the container would wrap any other exception of this kind.
 */
@ApplicationException
public final class StorageUnavailable extends RuntimeException {
    public StorageUnavailable(Throwable cause) {
        super(firstLine(cause), cause);
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
