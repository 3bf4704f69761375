package org.reprise.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that is open, and that must stay where it is: what is written to one that was moved or deleted is found by
 * nobody.
 *
 * @param key tells this file from any other one at the same path, as long as it is open
 */
record WatchedFile(Path path, Object key) {

    static WatchedFile of(Path path) throws IOException {
        return new WatchedFile(path, keyOf(path));
    }

    boolean isInPlace() {
        try {
            return key.equals(keyOf(path));
        } catch (IOException e) {
            // gone, or its disk is: nobody can tell whose file it is
            return false;
        }
    }

    /** The inode; where there are none, when the file was made. */
    private static Object keyOf(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.fileKey() != null ? attributes.fileKey() : attributes.creationTime();
    }
}
