package org.reprise.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Where something lies, so that a copy of it can be told from itself. Zero stands for what the platform does not say,
 * and is the same as anything.
 *
 * @param number of the file in its file system (the inode), or of a PostgreSQL's tables
 * @param born when that file was made, in nanoseconds since 1970: a number is used again for a file that replaces
 *     another. Of a PostgreSQL: which system its tables belong to
 */
record Place(long number, long born) {
    static final Place UNKNOWN = new Place(0, 0);

    boolean isSameAs(Place other) {
        return (number == 0 || other.number == 0 || number == other.number)
                && (born == 0 || other.born == 0 || born == other.born);
    }

    /** @return unknown for a file that is not there, and where files have no numbers */
    static Place of(Path file) {
        try {
            var number = (Long) Files.getAttribute(file, "unix:ino");
            var directory =
                    Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
            return new Place(number, tellsBirths(directory) ? birth(file) : 0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    private static long birth(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class)
                .creationTime()
                .to(java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** Where it does not, Java gives the time of the last change instead. */
    private static boolean tellsBirths(Path directory) {
        try {
            var file = Files.createTempFile(directory, "birth", ".tmp");
            try {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1));
                return Files.readAttributes(file, BasicFileAttributes.class)
                                .creationTime()
                                .toMillis()
                        > 1;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
