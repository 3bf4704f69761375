package org.reprise.storage;

import java.util.logging.Level;

/**
 * The database did not do what was asked. Who may repeat the work looks at the type: {@link StorageUnavailable} is over
 * some day, {@link StorageBroken} is not.
 */
public abstract sealed class StorageFailed extends RuntimeException permits StorageUnavailable, StorageBroken {
    private static final long serialVersionUID = 1;

    StorageFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** How loud whoever met it says so. */
    public abstract Level level();

    /** The driver's own words, without the statement and its values. */
    static String firstLine(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
