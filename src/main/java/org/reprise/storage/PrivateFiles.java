package org.reprise.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Closes files to other users of the machine: of their rights those of the owner stay, which are usually 0700 of
 * directories and 0600 of files. Whoever could read the database would read whom campaigns reach. Where the file system
 * knows no such rights, nothing happens.
 */
public final class PrivateFiles {
    private static final Logger LOG = Logger.getLogger(PrivateFiles.class.getName());
    private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rwx------");

    /** Of the mode of a directory that everybody has files in. */
    private static final int STICKY = 01000;

    private PrivateFiles() {}

    /** Makes the directory, and those above it, unless they are there; new ones are the owner's alone. */
    public static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            // perhaps by a link
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OF_OWNER));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** Writes a file that is the owner's alone before anything stands in it. */
    public static void write(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text);
    }

    /** The directory alone: nobody else comes to what is in it. */
    public static void closeDirectory(Path directory) {
        try {
            close(directory);
        } catch (IOException e) {
            complain(directory, e);
        }
    }

    /** The file, if it is there. */
    public static void closeFile(Path file) {
        try {
            close(file);
        } catch (NoSuchFileException e) {
            // then there is nothing to read
        } catch (IOException e) {
            complain(file, e);
        }
    }

    /** The directory and all that is in it, as an older Reprise or a restore left it; links are not followed. */
    public static void closeAll(Path directory) {
        closeDirectory(directory);
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    closeDirectory(each);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        closeFile(each);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path each, IOException e) {
                    // it went away meanwhile, or belongs to somebody else, who is told of the directory
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            complain(directory, e);
        }
    }

    /** By the file's name alone: whoever opens a file and closes it again gives up all locks of this process on it. */
    private static void close(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || Files.isSymbolicLink(path)) {
            return;
        }
        var rights = view.readAttributes().permissions();
        var own = EnumSet.copyOf(OF_OWNER);
        own.retainAll(rights);
        if (!own.equals(rights)) {
            if (isEverybodys(path)) {
                throw new IOException("it is everybody's");
            }
            // following links, since Java would open the file not to follow one
            Files.setPosixFilePermissions(path, own);
        }
    }

    private static boolean isEverybodys(Path path) throws IOException {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & STICKY) != 0;
    }

    private static void complain(Path path, IOException e) {
        LOG.warning(() -> "Other users of this machine may read " + path
                + ", whose rights cannot be changed; close it to them: " + e.getMessage());
    }
}
