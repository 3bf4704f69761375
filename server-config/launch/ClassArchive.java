import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JVM's archive of the classes that a server loads, with which a start takes half as much of the processor. It is
 * made when a server ends that was started with {@code -XX:ArchiveClassesAtExit}, and taken by those with
 * {@code -XX:SharedArchiveFile}. The JVM takes none that another JVM or server made. Beside the archive lies a file
 * {@code ….whole} as long as it is of use: whoever starts a server asks for that one.
 */
class ClassArchive {
    private static final Path MAPPED = Path.of("/proc/self/maps");

    private ClassArchive() {}

    /**
     * What the JVM did not take is removed, so that the next start makes one anew. Where the system does not say what
     * was taken, that is up to an operator.
     */
    static void removeUnlessTaken() throws IOException {
        var archive = option("SharedArchiveFile");
        if (archive != null && Files.exists(MAPPED)) {
            try (var maps = Files.lines(MAPPED)) {
                if (maps.noneMatch(line -> line.endsWith(archive.toString()))) {
                    Files.deleteIfExists(whole(archive));
                    Files.deleteIfExists(archive);
                }
            } catch (FileSystemException e) {
                // a start without it is slower, and no more than that
            }
        }
    }

    /**
     * The JVM also archives what a start loaded that went wrong: of use is only what comes of a run until its orderly
     * end.
     */
    static void keepOfThisRun() {
        var archive = option("ArchiveClassesAtExit");
        if (archive != null) {
            try {
                Files.write(whole(archive), new byte[0]);
            } catch (IOException e) {
                // the next start makes one
            }
        }
    }

    private static Path option(String name) {
        var value = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption(name)
                .getValue();
        return value.isEmpty() ? null : Path.of(value).toAbsolutePath().normalize();
    }

    private static Path whole(Path archive) {
        return Path.of(archive + ".whole");
    }
}
